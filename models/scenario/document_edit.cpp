#include "models/scenario/document_edit.h"

#include <algorithm>
#include <map>
#include <utility>

namespace firstline {
namespace {

void remove_key(Node& object, std::string_view key) {
  object.members.erase(std::remove_if(object.members.begin(), object.members.end(),
                                      [key](const Member& member) { return member.key == key; }),
                       object.members.end());
}

std::string canonical_number(std::string_view token) {
  const Decimal decimal = to_decimal(token);
  if (decimal.digits.empty()) return "0";
  std::string text = decimal.negative ? "-" : "";
  const std::int64_t places = decimal.exponent + static_cast<std::int64_t>(decimal.digits.size());
  const auto whole = static_cast<std::size_t>(std::max<std::int64_t>(places, 0));
  if (decimal.exponent >= 0 && places <= 20)
    return text + decimal.digits + std::string(whole - decimal.digits.size(), '0');
  if (decimal.exponent < 0 && places > 0) {
    return text + decimal.digits.substr(0, whole) + "." + decimal.digits.substr(whole);
  }
  if (decimal.exponent < 0 && places > -6)
    return text + "0." + std::string(static_cast<std::size_t>(-places), '0') + decimal.digits;
  return text + decimal.digits + "e" + std::to_string(decimal.exponent);
}

std::string canonical_string(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += std::string("\\") + c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += std::string("\\u00") + kDigits[c >> 4 & 0xF] + kDigits[c & 0xF];
    } else {
      result += c;
    }
  }
  return result + "\"";
}

void append_canonical(std::string& text, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      text += "null";
      return;
    case Node::Kind::boolean:
      text += node.boolean ? "true" : "false";
      return;
    case Node::Kind::number:
      text += canonical_number(node.text);
      return;
    case Node::Kind::string:
      text += canonical_string(node.text);
      return;
    case Node::Kind::array:
      text += '[';
      for (const Node& item : node.items) {
        if (&item != &node.items.front()) text += ',';
        append_canonical(text, item);
      }
      text += ']';
      return;
    case Node::Kind::object:
      break;
  }
  std::map<std::string_view, const Node*> sorted;
  for (const Member& member : node.members) sorted[member.key] = &member.value;
  text += '{';
  bool first = true;
  for (const auto& [key, value] : sorted) {
    if (!first) text += ',';
    first = false;
    text += canonical_string(key) + ':';
    append_canonical(text, *value);
  }
  text += '}';
}

bool set_in_array(Node& array, const std::string& part, std::string_view rest, Node value) {
  if (part.empty() || part.size() > 7 || part.find_first_not_of("0123456789") != std::string::npos) return false;
  std::size_t index = 0;
  for (const char c : part) index = index * 10 + static_cast<std::size_t>(c - '0');
  if (index >= array.items.size()) return false;
  if (!rest.empty()) return set_value(array.items[index], rest, std::move(value));
  if (value.kind == Node::Kind::null) return false;
  array.items[index] = std::move(value);
  return true;
}

}  // namespace

void merge_patch(Node& target, const Node& patch) {
  if (patch.kind != Node::Kind::object) {
    target = patch;
    return;
  }
  if (target.kind != Node::Kind::object) {
    target = Node{};
    target.kind = Node::Kind::object;
    target.place = patch.place;
  }
  std::map<std::string, std::size_t, std::less<>> index;
  for (std::size_t i = 0; i < target.members.size(); ++i) index.emplace(target.members[i].key, i);
  std::vector<bool> removed(target.members.size(), false);
  for (const Member& member : patch.members) {
    const auto found = index.find(member.key);
    if (member.value.kind == Node::Kind::null) {
      if (found != index.end()) removed[found->second] = true;
    } else if (found != index.end()) {
      Member& old = target.members[found->second];
      removed[found->second] = false;
      old.place = member.place;
      merge_patch(old.value, member.value);
    } else {
      index.emplace(member.key, target.members.size());
      removed.push_back(false);
      target.members.push_back({member.key, member.place, Node{}});
      merge_patch(target.members.back().value, member.value);
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < target.members.size(); ++i) {
    if (removed[i]) continue;
    if (kept != i) target.members[kept] = std::move(target.members[i]);
    ++kept;
  }
  target.members.resize(kept);
}

std::string take_pointer_part(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const std::string_view raw = pointer.substr(0, pointer.find('/'));
  pointer.remove_prefix(raw.size());
  std::string part;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool escaped = raw[i] == '~' && i + 1 < raw.size() && (raw[i + 1] == '0' || raw[i + 1] == '1');
    part += escaped ? (raw[i + 1] == '0' ? '~' : '/') : raw[i];
    i += escaped ? 1 : 0;
  }
  return part;
}

void merge_if_there(Node& patch, const Node& root) {
  const auto found = std::find_if(patch.members.begin(), patch.members.end(),
                                  [](const Member& member) { return member.key == "if_there"; });
  if (found == patch.members.end()) return;
  Node optional = std::move(found->value);
  patch.members.erase(found);
  for (Member& section : optional.members) {
    const Member* own = root.find(section.key);
    std::erase_if(section.value.members,
                  [own](const Member& entry) { return own == nullptr || own->value.find(entry.key) == nullptr; });
  }
  std::erase_if(optional.members, [](const Member& section) { return section.value.members.empty(); });
  merge_patch(patch, optional);
}

bool set_value(Node& root, std::string_view pointer, Node value) {
  if (pointer.empty()) {
    merge_patch(root, value);
    return true;
  }
  if (pointer[0] != '/' || std::count(pointer.begin(), pointer.end(), '/') > kMaxDepth) return false;
  std::string_view rest = pointer;
  const std::string part = take_pointer_part(rest);
  if (root.kind == Node::Kind::array) return set_in_array(root, part, rest, std::move(value));
  if (root.kind != Node::Kind::object) {
    root = Node{};
    root.kind = Node::Kind::object;
    root.place = value.place;
  }
  Member* member = root.find(part);
  if (rest.empty() && value.kind == Node::Kind::null) {
    remove_key(root, part);
    return member != nullptr;
  }
  if (member == nullptr) {
    root.members.push_back({part, value.place, Node{}});
    member = &root.members.back();
  }
  if (!rest.empty()) return set_value(member->value, rest, std::move(value));
  member->place = value.place;
  member->value = std::move(value);
  return true;
}

std::string canonical_text(const Node& node) {
  std::string text;
  append_canonical(text, node);
  return text;
}

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

}  // namespace firstline
