#include "models/cli/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "models/scenario/document_json.h"
#include "sim/base/error.h"
#include "tests/cli/workplace.h"

namespace firstline {
namespace {

using workplace::Folder;

std::string code_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const sim::FileError& error) {
    return error.problem().code;
  } catch (const sim::RunError& error) {
    return error.problem().code;
  }
  return "";
}

TEST(FilesTest, OnlyRegularFilesOfABoundedSizeAreRead) {
  const Folder folder;
  EXPECT_EQ(read_regular_file(folder.path("tiny.json")), workplace::kTiny);
  EXPECT_EQ(code_of([&] { read_regular_file(folder.path("none")); }), "E611");
  EXPECT_EQ(code_of([&] { read_regular_file(folder.path("")); }), "E612");
  EXPECT_EQ(code_of([] { read_regular_file("/dev/zero"); }), "E612");
  ASSERT_EQ(mkfifo(folder.path("fifo").c_str(), 0600), 0);
  EXPECT_EQ(code_of([&] { read_regular_file(folder.path("fifo")); }), "E612");  // and does not wait for a writer
  folder.write("large", "");
  std::filesystem::resize_file(folder.path("large"), kMaxBytes + 1);  // sparse: refused by size, before reading
  EXPECT_EQ(code_of([&] { read_regular_file(folder.path("large")); }), "E401");
}

TEST(FilesTest, StandardInputHasTheSameBound) {
  std::istringstream small("abc");
  EXPECT_EQ(read_input("-", small), "abc");
  std::istringstream large(std::string(kMaxBytes + 1, 'x'));
  EXPECT_EQ(code_of([&] { read_input("-", large); }), "E401");
}

TEST(FilesTest, AFileAppearsOnlyWhenItIsCommitted) {
  const Folder folder;
  const std::string path = folder.write("result.json", "old");
  const auto before = folder.snapshot();
  {
    PendingFile file(path);
    file.write("new");
    EXPECT_EQ(Folder::read(path), "old");
  }
  EXPECT_EQ(folder.snapshot(), before);
  PendingFile file(path);
  file.write("new ");
  file.write("text");
  file.commit();
  EXPECT_EQ(Folder::read(path), "new text");
  EXPECT_EQ(folder.snapshot().size(), before.size());
}

TEST(FilesTest, AFolderStaysOnlyWhenItIsKept) {
  const Folder folder;
  const std::string path = folder.path("tables");
  {
    const PendingFolder made(path);
    PendingFile file(path + "/kpis.csv");
    file.write("half");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  {
    PendingFolder made(path);
    made.keep();
  }
  EXPECT_TRUE(std::filesystem::is_directory(path));
  {
    const PendingFolder there(path);
  }
  EXPECT_TRUE(std::filesystem::is_directory(path)) << "it was not made here";
  EXPECT_EQ(code_of([&] { const PendingFolder nowhere(folder.path("no/such")); }), "E613");
}

// A08: an output must not be an input or another output; what cannot be written is known before anything runs.
TEST(FilesTest, OutputsAreJudgedBeforeAnyWork) {
  const Folder folder;
  const std::string input = folder.path("tiny.json"), link = folder.path("link.json");
  std::filesystem::create_symlink(input, link);
  const auto judge = [&](const std::vector<std::string>& paths) {
    std::vector<Output> outputs;
    outputs.reserve(paths.size());
    for (const std::string& path : paths) outputs.push_back({"--json", path});
    refuse_bad_outputs(outputs, {input});
  };
  EXPECT_NO_THROW(judge({folder.path("a"), folder.path("b")}));
  EXPECT_NO_THROW(judge({"/dev/null", "/dev/null"}));
  for (const std::vector<std::string>& outputs :
       {std::vector<std::string>{input}, {link}, {folder.path("")}, {folder.path("none/a")}}) {
    EXPECT_THROW(judge(outputs), sim::FileError) << outputs.front();
  }
  EXPECT_THROW(judge({folder.path("a"), folder.path("./a")}), sim::InputError);
  const workplace::Outcome outcome = workplace::run({"run", input, "--json", link});
  EXPECT_EQ(outcome.code, 5);
  EXPECT_EQ(Folder::read(input), workplace::kTiny);
  EXPECT_NE(outcome.err.find("it is also an input"), std::string::npos) << outcome.err;
}

TEST(FilesTest, DevicesAreWrittenInPlaceAndMayRefuse) {
  EXPECT_EQ(code_of([] {
              PendingFile file("/dev/full");
              file.write("x");
            }),
            "E613");
  PendingFile null("/dev/null");
  null.write("x");
  null.commit();
  EXPECT_TRUE(std::filesystem::exists("/dev/null"));
}

TEST(FilesTest, AStreamThatRefusesIsAnError) {
  std::ostringstream out;
  print(out, "text");
  EXPECT_EQ(out.str(), "text");
  out.setstate(std::ios::badbit);
  EXPECT_EQ(code_of([&] { print(out, "text"); }), "E614");
}

}  // namespace
}  // namespace firstline
