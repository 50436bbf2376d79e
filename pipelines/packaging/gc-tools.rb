# Homebrew formula: brew install --build-from-source ./gc-tools.rb
# On macOS, bash 3.2 and the system's tools suffice for the commands; flock (util-linux) is not there, so
# gc-save and the commands warn that they cannot lock a folder.
class GcTools < Formula
  desc "Export, check, compare and move Genesys Cloud Architect flows"
  homepage "https://example.test/gc-tools"
  url "https://example.test/gc-tools/gc-tools-0.9.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000" # of the release's tarball
  license "MIT"

  depends_on "pkg-config" => :build
  depends_on "curl"
  depends_on "jq"
  depends_on "libmicrohttpd"
  depends_on "libyaml"
  depends_on "libzip"

  def install
    system "make", "install", "PREFIX=#{prefix}",
           "CPPFLAGS=-I#{Formula["jq"].opt_include}", "LDFLAGS=-L#{Formula["jq"].opt_lib}"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/gc-list --version")
    system bin/"gc-export", "--help"
  end
end
