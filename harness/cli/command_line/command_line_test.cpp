// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <sstream>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/cli/command_line/options.h"
#include "harness/cli/command_line/program.h"

namespace oauthspec::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

// Octets, which a stream writes as characters.
enum class Shape : std::uint8_t { round, square };

struct DrawArguments {
  std::vector<std::string> files;
  std::vector<std::string> layers;
  std::string title = "none";
  std::optional<std::string> author;
  double scale = 1.5;
  std::int64_t shift = -2;
  unsigned jobs = 1;
  std::uint16_t port = 80;
  std::uint64_t seed = 0;
  std::optional<std::uint16_t> tls_port;
  std::optional<std::uint64_t> most;
  std::optional<Shape> shape;
  std::string seen;
  bool verbose = false;
};

void add_draw(Options& options, DrawArguments& arguments) {
  options.add("FILE", arguments.files, "What to draw");
  options.add("--layer", arguments.layers, "One more layer");
  options.add("--title", arguments.title, "Its title").not_empty("no title").show_default();
  options.add("--author", arguments.author, "Who drew it");
  options.add("--scale", arguments.scale, "How large").in_range(0.5, 2).show_default();
  options.add("--shift", arguments.shift, "How far").in_range(-5, 5);
  options.add("-j,--jobs", arguments.jobs, "How many at a time").in_range(1, 64).show_default();
  options.add("--port", arguments.port, "Where").positive();
  options.add("--seed", arguments.seed, "Whence").not_negative();
  options.add("--tls-port", arguments.tls_port, "Where, with TLS");
  options.add("--most", arguments.most, "At most").help_text("NUMBER");
  options.add("--shape", arguments.shape, "Which shape",
              std::map<std::string, Shape>{{"round", Shape::round}, {"square", Shape::square}});
  options.add(
             "--note", [&arguments](const std::string& note) { arguments.seen += note + ";"; }, "")
      .type_name("NOTE")
      .group("Notes");
  options.add("-v,--verbose", arguments.verbose, "Say what is done");
  options.footer("Example:\n  artist draw a\n");
}

struct CopyArguments {
  std::string from;
  std::string colour = "grey";
  bool loud = false;
  bool quiet = false;
  bool twice = false;
};

void add_copy(Options& options, CopyArguments& arguments) {
  options.add("FROM", arguments.from, "The original").required();
  options.add("--colour", arguments.colour, "In which colour").one_of({"grey", "red"});
  const auto loud = options.add("--loud", arguments.loud, "With noise");
  options.add("--quiet", arguments.quiet, "Without").excludes(loud);
  options.add("--twice", arguments.twice, "Once more").needs(loud);
}

struct OwnArguments {
  bool idle = false;
};

void add_own(Options& options, OwnArguments& arguments) {
  options.add("--idle", arguments.idle, "Do nothing");
}

using Arguments = std::variant<DrawArguments, CopyArguments, OwnArguments, Finished>;
using Words = std::vector<std::string>;

class CommandLineTest : public testing::Test {
 protected:
  // What a program does with these words, and into out_ and err_ what it says.
  Arguments read(const Words& words, bool has_own = false) {
    out_.str("");
    err_.str("");
    Program<Arguments> program("artist", "1.2", "Draws and copies.", "Exit: 0, or 2.\n");
    if (has_own) program.add_own(add_own);
    program.add("draw", "Draw something", add_draw);
    program.add("copy", "Copy something", add_copy);
    return program.read(words, {out_, err_});
  }
  DrawArguments draw(Words words) {
    words.insert(words.begin(), "draw");
    const Arguments arguments = read(words);
    EXPECT_TRUE(std::holds_alternative<DrawArguments>(arguments)) << err_.str();
    const auto* const given = std::get_if<DrawArguments>(&arguments);
    return given == nullptr ? DrawArguments{} : *given;
  }
  // The complaint about a command line that is wrong.
  std::string complaint(const Words& words) {
    const Arguments arguments = read(words);
    const auto* const finished = std::get_if<Finished>(&arguments);
    EXPECT_TRUE(finished != nullptr && finished->exit_code == usage)
        << testing::PrintToString(words);
    EXPECT_THAT(out_.str(), IsEmpty());
    return err_.str();
  }
  std::string help(const Words& words, bool has_own = false) {
    const Arguments arguments = read(words, has_own);
    const auto* const finished = std::get_if<Finished>(&arguments);
    EXPECT_TRUE(finished != nullptr && finished->exit_code == as_expected);
    EXPECT_THAT(err_.str(), IsEmpty());
    return out_.str();
  }

  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(CommandLineTest, LeavesWhatIsNotGivenAsItIs) {
  const DrawArguments arguments = draw({});
  EXPECT_THAT(arguments.files, IsEmpty());
  EXPECT_EQ(arguments.title, "none");
  EXPECT_EQ(arguments.author, std::nullopt);
  EXPECT_EQ(arguments.scale, 1.5);
  EXPECT_EQ(arguments.shift, -2);
  EXPECT_EQ(arguments.port, 80);
  EXPECT_EQ(arguments.tls_port, std::nullopt);
  EXPECT_EQ(arguments.shape, std::nullopt);
  EXPECT_FALSE(arguments.verbose);
}

TEST_F(CommandLineTest, ReadsEachType) {
  const DrawArguments arguments =
      draw({"--title", "t", "--author", "", "--scale", "0.5", "--shift", "-5", "-j64", "-v",
            "--port", "8080", "--seed", "18446744073709551615", "--tls-port=443", "--most", "7",
            "--shape", "square"});
  EXPECT_EQ(arguments.title, "t");
  EXPECT_EQ(arguments.author, "");
  EXPECT_EQ(arguments.scale, 0.5);
  EXPECT_EQ(arguments.shift, -5);
  EXPECT_EQ(arguments.jobs, 64U);
  EXPECT_TRUE(arguments.verbose);
  EXPECT_EQ(arguments.port, 8080);
  EXPECT_EQ(arguments.seed, 18446744073709551615U);
  EXPECT_EQ(arguments.tls_port, 443);
  EXPECT_EQ(arguments.most, 7U);
  EXPECT_EQ(arguments.shape, Shape::square);
}

TEST_F(CommandLineTest, TakesManyWordsByTheirPlaceAndOneForEachOption) {
  const DrawArguments arguments = draw({"a", "--layer", "1", "b", "--layer", "2", "c"});
  EXPECT_THAT(arguments.files, ElementsAre("a", "b", "c"));
  EXPECT_THAT(arguments.layers, ElementsAre("1", "2"));
}

TEST_F(CommandLineTest, HandsAValueOver) {
  EXPECT_EQ(draw({"--note", "x"}).seen, "x;");
}

TEST_F(CommandLineTest, RefusesWhatDoesNotFitItsType) {
  for (const Words& words : {Words{"draw", "--port", "65536"},
                             {"draw", "--port", "-1"},
                             {"draw", "--port", "x"},
                             {"draw", "--tls-port", "65536"},
                             {"draw", "--most", "1.5"},
                             {"draw", "--scale", "1x"},
                             {"draw", "--title"}}) {
    EXPECT_THAT(complaint(words), HasSubstr(words[1]));
  }
}

TEST_F(CommandLineTest, RefusesWhatIsOutOfRange) {
  EXPECT_THAT(complaint({"draw", "--jobs", "0"}),
              StartsWith("--jobs: Value 0 not in range 1 to 64\n"));
  EXPECT_THAT(complaint({"draw", "--jobs", "65"}), HasSubstr("1 to 64"));
  EXPECT_THAT(complaint({"draw", "--jobs", "1.5"}), HasSubstr("1 to 64"));
  EXPECT_THAT(complaint({"draw", "--shift", "-6"}), HasSubstr("-5 to 5"));
  EXPECT_THAT(complaint({"draw", "--scale", "2.1"}), HasSubstr("0.5"));
  for (const char* const endless : {"nan", "inf"}) {
    EXPECT_THAT(complaint({"draw", "--scale", endless}), HasSubstr("is not finite"));
  }
  EXPECT_THAT(complaint({"draw", "--port", "0"}), HasSubstr("--port"));
  EXPECT_THAT(complaint({"draw", "--seed", "-1"}), HasSubstr("--seed"));
}

TEST_F(CommandLineTest, RefusesWhatIsNotListed) {
  EXPECT_THAT(complaint({"draw", "--shape", "oval"}),
              StartsWith("--shape: oval not in {round,square}\n"));
  EXPECT_THAT(complaint({"draw", "--shape", "1"}), HasSubstr("not in"));
  EXPECT_THAT(complaint({"copy", "a", "--colour", "blue"}),
              StartsWith("--colour: blue not in {grey,red}\n"));
  EXPECT_THAT(complaint({"draw", "--title", ""}), StartsWith("--title: no title\n"));
}

TEST_F(CommandLineTest, RefusesOptionsThatDoNotGoTogether) {
  EXPECT_THAT(complaint({"copy", "a", "--twice"}), StartsWith("--twice requires --loud\n"));
  EXPECT_THAT(complaint({"copy", "a", "--quiet", "--loud"}), HasSubstr("excludes"));
  EXPECT_THAT(complaint({"copy"}), StartsWith("FROM is required\n"));
  const auto both = std::get<CopyArguments>(read({"copy", "a", "--twice", "--loud"}));
  EXPECT_TRUE(both.twice && both.loud);
}

TEST_F(CommandLineTest, RefusesWhatNobodyAsksFor) {
  EXPECT_THAT(complaint({"draw", "--nope"}), HasSubstr("--nope"));
  EXPECT_THAT(complaint({"copy", "a", "b"}), HasSubstr("b"));
  EXPECT_THAT(complaint({"nope"}), HasSubstr("subcommand"));
}

TEST_F(CommandLineTest, AsksForACommandUnlessTheProgramHasArgumentsOfItsOwn) {
  EXPECT_THAT(complaint({}), HasSubstr("A subcommand is required"));
  EXPECT_FALSE(std::get<OwnArguments>(read({}, true)).idle);
  EXPECT_TRUE(std::get<OwnArguments>(read({"--idle"}, true)).idle);
  EXPECT_EQ(std::get<CopyArguments>(read({"copy", "a"}, true)).from, "a");
}

TEST_F(CommandLineTest, ShowsHelp) {
  const std::string top = help({"--help"});
  EXPECT_THAT(top, AllOf(StartsWith("Draws and copies.\nUsage: artist [OPTIONS] SUBCOMMAND\n"),
                         HasSubstr("  draw "), HasSubstr("Copy something\n"),
                         HasSubstr("\nExit: 0, or 2.\n")));
  EXPECT_LT(top.find("  draw"), top.find("  copy"));
  EXPECT_THAT(help({"--help"}, true), AllOf(HasSubstr("[SUBCOMMAND]"), HasSubstr("--idle ")));
  EXPECT_EQ(help({"--version"}), "artist 1.2\n");
  EXPECT_THAT(help({"copy", "--help"}),
              AllOf(HasSubstr("FROM TEXT REQUIRED"), HasSubstr("--colour TEXT:{grey,red} "),
                    HasSubstr("--twice Needs: --loud"), HasSubstr("Excludes: --loud")));
}

TEST_F(CommandLineTest, ShowsInHelpWhatOptionsTake) {
  EXPECT_THAT(
      help({"draw", "-h"}),
      AllOf(HasSubstr("[FILE...]"), HasSubstr("--layer TEXT ..."), HasSubstr("--title TEXT=none "),
            HasSubstr("--author TEXT "), HasSubstr("--scale FLOAT:FLOAT in [0.5 - 2]=1.5"),
            HasSubstr("--shift INT:INT in [-5 - 5] How far\n"),
            HasSubstr("-j,--jobs UINT:UINT in [1 - 64]=1"), HasSubstr("--port UINT:POSITIVE"),
            HasSubstr("--seed UINT:NONNEGATIVE"), HasSubstr("--most NUMBER "),
            HasSubstr("--shape ENUM:{round,square}"), HasSubstr("\nNotes:\n  --note NOTE"),
            HasSubstr("\nExample:\n  artist draw a\n")));
}

class FilesTest : public testing::Test {
 protected:
  // Whether this path is taken for a file, and for a folder.
  static bool taken(const std::string& path, bool as_folder) {
    std::ostringstream out;
    std::ostringstream err;
    std::string variable;
    CommandLine line("reader", "1", "Reads.");
    Option option = line.add("PATH", variable, "What to read");
    as_folder ? option.existing_folder() : option.existing_file();
    const bool read = !line.read({path}, {out, err});
    EXPECT_EQ(read, err.str().empty());
    EXPECT_EQ(variable, read ? path : "");
    return read;
  }
};

TEST_F(FilesTest, AreLookedFor) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "command_line_files";
  std::filesystem::create_directories(folder);
  const auto file = folder / "file";
  std::ofstream(file) << "x";
  EXPECT_TRUE(taken(file, false));
  EXPECT_FALSE(taken(file, true));
  EXPECT_TRUE(taken(folder, true));
  EXPECT_FALSE(taken(folder, false));
  EXPECT_FALSE(taken(folder / "none", false));
  EXPECT_FALSE(taken(folder / "none", true));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace oauthspec::cli
