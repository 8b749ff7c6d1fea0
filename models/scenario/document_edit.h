// Changes of a document tree: merge patches, single values by pointer, and the canonical text that is hashed.
//
// Flow: base <- patch <- --set; canonical text -> hash, the identity of a scenario in results.
// Shape: values keep their place through every change, so a problem points into the file that wrote it.
// Errors: set_value gives false where a pointer leads nowhere; nothing is thrown.
// Threads: pure functions.
// Source: RFC 7396 (merge patch), RFC 6901 (pointer); FNV-1a, 64 bits.
// Tests: tests/models/scenario/document_edit_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "models/scenario/document_json.h"

namespace firstline {

// Objects merge key by key, null removes, anything else replaces.
void merge_patch(Node& target, const Node& patch);

// Resolves the `if_there` of an intervention's patch, a patch too: of its sections only the names that `root` has stay.
void merge_if_there(Node& patch, const Node& root);

// Puts a value at a pointer in place of what is there (null removes it, "" merges into the whole document); numbers
// step into arrays that are there.
bool set_value(Node& root, std::string_view pointer, Node value);

// The first part of a pointer that starts with '/', unescaped; it is taken off the pointer.
std::string take_pointer_part(std::string_view& pointer);

// One spelling for every document of the same content: keys sorted, numbers in plain form, no spaces.
std::string canonical_text(const Node& node);

std::uint64_t fnv1a(std::string_view text);

}  // namespace firstline
