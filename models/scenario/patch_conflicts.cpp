#include "models/scenario/patch_conflicts.h"

#include "models/scenario/document_edit.h"

namespace firstline {

std::vector<PatchConflict> PatchedFields::add(const Node& patch, const std::string& name) {
  std::vector<PatchConflict> found;
  walk("", patch, name, found);
  return found;
}

void PatchedFields::walk(const std::string& pointer, const Node& node, const std::string& name,
                         std::vector<PatchConflict>& found) {
  if (node.kind == Node::Kind::object) {
    for (const Member& member : node.members) walk(join_pointer(pointer, member.key), member.value, name, found);
    return;
  }
  const std::string canonical = canonical_text(node);
  const auto other = conflicting(pointer, canonical);
  if (other != fields_.end() && other->second.name != name) {
    found.push_back({pointer, describe(node), node.place, other->second.name, other->second.shown});
    return;
  }
  fields_.emplace(pointer, Field{name, canonical, describe(node)});
}

// The field itself with another value, one that holds it, or one within it.
PatchedFields::Fields::const_iterator PatchedFields::conflicting(const std::string& pointer,
                                                                 const std::string& canonical) const {
  const auto same = fields_.find(pointer);
  if (same != fields_.end()) return same->second.canonical == canonical ? fields_.end() : same;
  for (std::size_t slash = pointer.rfind('/'); slash != std::string::npos && slash > 0;
       slash = pointer.rfind('/', slash - 1)) {
    const auto holder = fields_.find(pointer.substr(0, slash));
    if (holder != fields_.end()) return holder;
  }
  const auto within = fields_.lower_bound(pointer + "/");
  const bool is_within = within != fields_.end() && within->first.compare(0, pointer.size() + 1, pointer + "/") == 0;
  return is_within ? within : fields_.end();
}

}  // namespace firstline
