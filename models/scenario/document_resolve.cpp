#include "models/scenario/document_resolve.h"

#include <algorithm>
#include <utility>

#include "models/scenario/document_edit.h"
#include "models/scenario/fields.h"
#include "models/scenario/nearest.h"
#include "models/scenario/patch_conflicts.h"

namespace firstline {
namespace {

constexpr std::string_view kCollections[] = {"contact_types", "queues", "teams"};

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash + 1));
}

class Resolver {
 public:
  Resolver(const std::string& file_name, const LoadOptions& options)
      : options_(options), folder_(folder_of(file_name)) {
    visited_.push_back(file_name.substr(folder_.size()));
  }

  // `path` is relative to the scenario's folder.
  Node document(std::string_view text, const std::string& path) {
    Node root = parse(text, folder_ + path);
    check_root(root);
    const Member* base = root.find("base");
    const Member* patch = root.find("patch");
    if (patch != nullptr) check_patch(*patch, base != nullptr);
    if (base == nullptr) return root;
    for (const std::string_view collection : kCollections) {
      if (const Member* member = root.find(collection)) fail("E318", *member, {"@base.collections"});
    }
    Node merged = read_base(*base, path);
    // A new name leaves no old one in the other language.
    if (root.find("name") != nullptr) std::erase_if(merged.members, [](const Member& m) { return m.key == "name_ru"; });
    for (Member& member : root.members) {
      if (member.key != "base" && member.key != "patch") overlay(merged, member);
    }
    if (patch != nullptr) merge_patch(merged, patch->value);
    return merged;
  }

  void change(Node& root) {
    PatchedFields patched;
    for (const Intervention& change : options_.interventions) {
      Node patch = parse(change.patch, "interventions/" + std::string(change.name) + ".json");
      merge_if_there(patch, root);
      check_names(root, patch);
      check_fields(patched, patch, std::string(change.name));
      merge_patch(root, patch);
    }
    if (!options_.patch.empty()) {
      Member patch{"patch", {}, parse(options_.patch, "patch")};
      patch.place = patch.value.place;
      check_patch(patch, true);
      merge_patch(root, patch.value);
    }
    for (const auto& [pointer, text] : options_.sets) {
      const std::string label = "--set " + printable(pointer);
      Node value = parse_loose(text, label);
      note_made(root, pointer, label, printable(text));
      const bool known = pointer.substr(0, 6) != "/base/" && pointer != "/base" && pointer.substr(0, 6) != "/patch";
      if (pointer.empty() || !known || !set_value(root, pointer, std::move(value))) {
        result.problems.push_back({"E319", printable(pointer), printable(text), {"@set.nowhere"}, label, 1, 1});
        throw sim::InputError(result.problems);
      }
    }
    note_unnamed(root);
  }

  Node parse(std::string_view text, const std::string& name) {
    result.files.push_back(name);
    return parse_document(text, name, static_cast<std::uint32_t>(result.files.size() - 1), result.problems);
  }

  void check_root(const Node& root) {
    if (root.kind != Node::Kind::object) fail("E310", {"", root.place, root}, {"@kind.object"});
    const Member* version = root.find("schema_version");
    const std::string supported = std::to_string(kSchemaVersion);
    if (version == nullptr) fail("E311", {"", root.place, root}, {supported, "@version.missing"});
    const Node& value = version->value;
    if (value.kind != Node::Kind::number || to_integer(value.text) != kSchemaVersion) {
      fail("E311", {"schema_version", value.place, value}, {supported, "@version.got"});
    }
  }

  Resolved result;

 private:
  [[noreturn]] void fail(const char* code, const Member& at, std::vector<std::string> arguments) {
    result.problems.push_back({code, at.key.empty() ? "" : "/" + at.key, describe(at.value), std::move(arguments),
                               result.files[at.place.file], static_cast<int>(at.place.line),
                               static_cast<int>(at.place.column)});
    throw sim::InputError(result.problems);
  }

  // An intervention changes what is there. A queue of its own would stand beside the scenario's, changing nothing.
  void check_names(const Node& root, const Node& patch) {
    const std::size_t before = result.problems.size();
    for (const Member& section : patch.members) {
      const Field* field = find_field("/" + section.key);
      if (section.key == "interventions" || field == nullptr || field->kind != FieldKind::map) continue;
      const Member* own = root.find(section.key);
      for (const Member& entry : section.value.members) {
        if (own != nullptr && own->value.find(entry.key) != nullptr) continue;
        result.problems.push_back({"E112",
                                   join_pointer("/" + section.key, entry.key),
                                   "",
                                   {},
                                   result.files[entry.place.file],
                                   static_cast<int>(entry.place.line),
                                   static_cast<int>(entry.place.column)});
      }
    }
    if (result.problems.size() > before) throw sim::InputError(result.problems);
  }

  // The first name on the way of a pointer that its collection does not have.
  void note_made(const Node& root, std::string_view pointer, const std::string& label, const std::string& value) {
    const Node* node = &root;
    std::string at, path;
    while (!pointer.empty() && pointer[0] == '/' && node->kind == Node::Kind::object) {
      const std::string part = take_pointer_part(pointer);
      const Field* row = path.empty() ? nullptr : find_field(path);
      const bool named = row != nullptr && row->kind == FieldKind::map;
      const Member* member = node->find(part);
      const std::string here = join_pointer(at, part);
      if (member == nullptr) {
        if (!named || pointer.empty() || node->members.empty()) return;
        MadeBySet& made = result.made.emplace_back(MadeBySet{here, part, at, label, value, {}});
        for (const Member& other : node->members) made.others.push_back(other.key);
        return;
      }
      path += named ? "/*" : "/" + part;
      at = here;
      node = &member->value;
    }
  }

  // Of the channels and topics so made: those that no contact type names.
  void note_unnamed(const Node& root) {
    const Member* types = root.find("contact_types");
    for (MadeBySet& made : result.made) {
      if (types == nullptr || (made.collection != "/channels" && made.collection != "/topics")) continue;
      const std::vector<Member>& all = types->value.members;
      made.unnamed = std::none_of(all.begin(), all.end(), [&made](const Member& type) {
        const Member* weights = type.value.find(made.collection.substr(1));
        return weights != nullptr && weights->value.find(made.name) != nullptr;
      });
    }
  }

  // A later intervention must not silently undo an earlier one.
  void check_fields(PatchedFields& patched, const Node& patch, const std::string& name) {
    const std::vector<PatchConflict> conflicts = patched.add(patch, name);
    for (const PatchConflict& found : conflicts) {
      result.problems.push_back({"E113",
                                 found.pointer,
                                 found.value,
                                 {found.other_name, found.other_value, name},
                                 result.files[found.place.file],
                                 static_cast<int>(found.place.line),
                                 static_cast<int>(found.place.column)});
    }
    if (!conflicts.empty()) throw sim::InputError(result.problems);
  }

  void check_patch(const Member& patch, bool has_base) {
    if (!has_base) fail("E315", patch, {"base", "@kind.notes"});
    if (patch.value.kind != Node::Kind::object) fail("E313", patch, {"@kind.patch"});
    for (const Member& member : patch.value.members) {
      if (member.key == "base" || member.key == "patch" || member.key == "schema_version") {
        fail("E345", {"patch/" + member.key, member.place, member.value}, {"@base.in_patch"});
      }
    }
  }

  // The document's own fields replace the base's; those of "experiment" one by one.
  static void overlay(Node& merged, Member& member) {
    Member* old = merged.find(member.key);
    const bool deep = old != nullptr && member.key == "experiment" && member.value.kind == Node::Kind::object &&
                      old->value.kind == Node::Kind::object;
    if (old == nullptr) {
      merged.members.push_back(std::move(member));
    } else if (deep) {
      for (Member& field : member.value.members) overlay(old->value, field);
    } else {
      *old = std::move(member);
    }
  }

  Node read_base(const Member& base, const std::string& path) {
    if (base.value.kind != Node::Kind::string) fail("E313", base, {"@kind.notes"});
    const std::optional<std::string> next = join_base(path, base.value.text);
    if (!next) fail("E345", base, {"@base.outside"});
    if (!options_.read_base) fail("E345", base, {"@base.none"});
    if (std::find(visited_.begin(), visited_.end(), *next) != visited_.end()) fail("E345", base, {"@base.cycle"});
    if (visited_.size() > kMaxBases) fail("E345", base, {"@base.deep", std::to_string(kMaxBases)});
    visited_.push_back(*next);
    return document(options_.read_base(*next), *next);
  }

  // What a person types after --set /pointer= : JSON, or bare words that become a string.
  Node parse_loose(const std::string& text, const std::string& label) {
    try {
      return parse(text, label);
    } catch (const sim::InputError&) {
      const std::size_t first = text.find_first_not_of(" \t");
      if (first == std::string::npos || std::string_view("{[\"").find(text[first]) != std::string_view::npos) throw;
    }
    Node node;
    node.kind = Node::Kind::string;
    node.text = text;
    node.place = {static_cast<std::uint32_t>(result.files.size() - 1), 1, 1};
    std::size_t length = 1;
    for (std::size_t at = 0; at < text.size(); at += length) {
      if (!decode_utf8(text, at, length)) {
        fail("E302", {"", node.place, Node{}}, {"@json.bytes", std::to_string(at)});
      }
    }
    return node;
  }

  const LoadOptions& options_;
  std::string folder_;
  std::vector<std::string> visited_;
};

}  // namespace

void name_others(const std::vector<MadeBySet>& made, std::vector<sim::Problem>& problems,
                 std::vector<sim::Problem>& warnings) {
  constexpr std::size_t kMostListed = 12;
  const auto take_out = [](std::vector<sim::Problem>& found, const auto& is_meant) {
    return std::erase_if(found, is_meant) > 0;
  };
  for (const MadeBySet& entity : made) {
    const auto says = [&entity](const char* one, const char* other) {
      return [&entity, one, other](const sim::Problem& problem) {
        return problem.pointer == entity.pointer && (problem.code == one || problem.code == other);
      };
    };
    const auto lacks = says("E315", "E318");
    const auto first = std::find_if(problems.begin(), problems.end(), lacks);
    const auto place = first - problems.begin();
    const bool incomplete = take_out(problems, lacks);
    const bool unused = take_out(warnings, says("W403", "W406")) || entity.unnamed;
    if (!incomplete && !unused) continue;
    std::string near = nearest(entity.name, entity.others), all;
    const bool lists = near.empty();
    for (std::size_t i = 0; lists && i < std::min(entity.others.size(), kMostListed); ++i) {
      all += (i == 0 ? "\"" : ", \"") + printable(entity.others[i]) + "\"";
    }
    if (lists && entity.others.size() > kMostListed) all += ", ...";
    const char* hint = lists ? "@set.others" : "@did_you_mean";
    problems.insert(problems.begin() + place, {"E319",
                                               entity.pointer,
                                               entity.value,
                                               {"@set.unknown", printable(entity.name), printable(entity.collection),
                                                hint, lists ? all : printable(near)},
                                               entity.label,
                                               1,
                                               1});
  }
}

std::optional<std::string> join_base(std::string_view current, std::string_view base) {
  const bool plain = !base.empty() && base.size() < 1000 && base[0] != '/' &&
                     base.find_first_of(std::string_view("\\:\0", 3)) == std::string_view::npos;
  if (!plain) return std::nullopt;
  std::string path = folder_of(current);
  while (!base.empty()) {
    const std::size_t slash = base.find('/');
    const std::string_view part = base.substr(0, slash);
    if (part.empty() || part == "..") return std::nullopt;
    if (part != ".") path += std::string(part) + (slash == std::string_view::npos ? "" : "/");
    base.remove_prefix(slash == std::string_view::npos ? base.size() : slash + 1);
  }
  return path.empty() || path.back() == '/' ? std::nullopt : std::optional(path);
}

Resolved resolve_scenario(std::string_view text, const std::string& file_name, const LoadOptions& options) {
  Resolver resolver(file_name, options);
  Node root = resolver.document(text, file_name.substr(folder_of(file_name).size()));
  resolver.change(root);
  resolver.result.root = std::move(root);
  return std::move(resolver.result);
}

Resolved resolve_plain(std::string_view text, const std::string& file_name) {
  const LoadOptions options;
  Resolver resolver(file_name, options);
  Node root = resolver.parse(text, file_name);
  resolver.check_root(root);
  resolver.result.root = std::move(root);
  return std::move(resolver.result);
}

}  // namespace firstline
