# gc-tools: make, make test, make demo, make install.  `make help` lists the targets.
#
# A program is cmd/NAME.c, or a folder cmd/NAME/ of files; its man page stands beside it. What the
# programs share is common/ROOM/*.c: one archive, from which the linker takes what a program uses.
# This is the only list of the libraries that a program may use.

CC       ?= cc
CFLAGS   ?= -O2 -g
PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
MANDIR   ?= $(PREFIX)/share/man
DATADIR  ?= $(PREFIX)/share/gc-tools
VERSION   = $(shell sed -n 's/^.define GC_VERSION "\([^"]*\)".*/\1/p' common/base/base.h)
PKG_CONFIG ?= pkg-config
JOBS     ?= $(shell nproc 2>/dev/null || echo 2)

# SAN=address,undefined builds a second tree beside the ordinary one.
comma := ,
B      = build$(if $(SAN),-$(subst $(comma),-,$(SAN)))

NETWORK = gc-auth gc-list gc-get gc-put
EXPORT  = gc-get gc-put
JQ      = gc-select
YAML    = gc-toyaml gc-save gc-load gc-refs gc-grep gc-remap gc-flowdiff
SIM     = gc-sim
PROGS   = $(patsubst cmd/%.c,%,$(wildcard cmd/*.c)) \
          $(sort $(patsubst cmd/%/,%,$(dir $(wildcard cmd/*/*.c))))

WARN    = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
          -Wwrite-strings -Wvla -Wformat=2 -Wno-format-nonliteral
STD     = -std=c11 -D_POSIX_C_SOURCE=200809L
SANFLAGS = $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
ALL_CFLAGS = $(STD) $(WARN) $(if $(DEV),-Werror) -Icommon $(CPPFLAGS) $(CFLAGS) $(SANFLAGS) \
             $(if $(LTO),$(if $(filter $@,$(LTO_FILES)),$(LTO),-fno-lto))

# Link-time optimization of the filters, which it makes 1 % to 3 % faster, where the compiler and the
# linker can do it. LTO= switches it off. The other programs and the tests are linked without it, from
# the same objects: with it they would hardly be faster, and a build would take more than twice as long.
LTO_PROGS = gc-grep gc-refs gc-remap gc-strip gc-toyaml
LTO_FLAGS = -flto=auto -ffat-lto-objects
lto_works = $(shell out=$$(mktemp) && echo 'int main(void) { return 0; }' | \
              $(CC) $(CFLAGS) $(LTO_FLAGS) -Werror $(LDFLAGS) -x c -o "$$out" - 2>/dev/null && \
              echo $(LTO_FLAGS); rm -f "$$out")
LTO := $(if $(SAN)$(filter -flto% -fno-lto,$(CFLAGS)),,$(if $(filter -O2 -O3,$(CFLAGS)),$(lto_works)))

# libcurl and libzip are loaded when they are needed (common/base/library.h), by these names; where the
# linker's library has none, or with CURL_SONAME= ZIP_SONAME=, they are linked as usual.
soname = $(shell readelf -d "$$($(CC) $(CFLAGS) $(LDFLAGS) -print-file-name=lib$(1).so 2>/dev/null)" 2>/dev/null | \
           sed -n 's/.*(SONAME).*\[\(.*\)\]$$/\1/p')
CURL_SONAME := $(call soname,curl)
ZIP_SONAME  := $(call soname,zip)
CURL_LIBS = $(if $(CURL_SONAME),-ldl,$(shell $(PKG_CONFIG) --libs libcurl 2>/dev/null || echo -lcurl))
YAML_LIBS = $(shell $(PKG_CONFIG) --libs yaml-0.1 2>/dev/null || echo -lyaml)
MHD_LIBS  = $(shell $(PKG_CONFIG) --libs libmicrohttpd 2>/dev/null || echo -lmicrohttpd)
ZIP_LIBS  = $(if $(ZIP_SONAME),-ldl,$(shell $(PKG_CONFIG) --libs libzip 2>/dev/null || echo -lzip))
JQ_LIBS  ?= -ljq

# Only the libraries that a program uses, by what the platform's linker calls that.
AS_NEEDED ?= $(if $(filter Darwin,$(shell uname -s)),-Wl$(comma)-dead_strip_dylibs,-Wl$(comma)--as-needed)

COMMON_OBJS = $(patsubst %.c,$(B)/%.o,$(wildcard common/*/*.c))
LIB         = $(B)/libgc.a
UNIT        = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/*/*.c))

.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDEXPANSION:
.PHONY: all help deps test test-all test-clients unit-objects unit bats faults coverage demo bench lint deb san san-test fuzz fuzz-run install uninstall clean

all: $(PROGS:%=$(B)/%)

help:
	@echo 'make            build the programs into build/'
	@echo 'make deps       list what a build and its tests need and this machine does not have, and install it'
	@echo 'make demo       a tour: an org of its own, exported, checked and moved'
	@echo 'make test       the tests, but for those that take long'
	@echo 'make test-all   all tests'
	@echo 'make test-clients  the SDKs of Genesys, fetched with npm, against gc-sim and the programs'
	@echo 'make lint       compilers, clang-format, clang-tidy, cppcheck, shellcheck, mandoc'
	@echo 'make san-test   all tests on a build with the address and undefined-behaviour sanitizers'
	@echo 'make fuzz       random inputs, looked for by libFuzzer (clang)'
	@echo 'make faults     each system call and allocation of the programs fails once'
	@echo 'make coverage   lines and branches of each file that the tests run, the worst first'
	@echo 'make bench      speed and memory, side by side with other tools'
	@echo 'make deb        a Debian package in build/'
	@echo 'make install    PREFIX=/usr/local DESTDIR=; make uninstall takes it back'

$(NETWORK:%=$(B)/%): LDLIBS = $(CURL_LIBS) $(JQ_LIBS) $(YAML_LIBS)
$(EXPORT:%=$(B)/%):  LDLIBS += $(ZIP_LIBS)
$(JQ:%=$(B)/%):      LDLIBS = $(JQ_LIBS)
$(YAML:%=$(B)/%):    LDLIBS = $(YAML_LIBS)
$(SIM:%=$(B)/%):     LDLIBS = $(MHD_LIBS) $(YAML_LIBS) -lz
$(B)/tests/%.o:       CPPFLAGS += -Itests/unit
$(B)/tests/unit/gc-sim/%.o: CPPFLAGS += -Icmd/gc-sim
$(B)/cmd/gc-sim/%.o:  CPPFLAGS += -Icmd/gc-sim
$(B)/cmd/gc-put/%.o:  CPPFLAGS += -Icmd/gc-put
$(B)/common/http/%.o:  CPPFLAGS += $(if $(CURL_SONAME),-DCURL_SONAME='"$(CURL_SONAME)"')
$(B)/common/files/%.o: CPPFLAGS += $(if $(ZIP_SONAME),-DZIP_SONAME='"$(ZIP_SONAME)"')
$(B)/unit/%:         LDLIBS = $(CURL_LIBS) $(JQ_LIBS) $(YAML_LIBS) $(ZIP_LIBS)

# The objects of a program: its file, or the files of its folder and of the folders in that.
objects = $(patsubst %.c,$(B)/%.o,$(wildcard cmd/$(1).c cmd/$(1)/*.c cmd/$(1)/*/*.c))

LTO_FILES := $(COMMON_OBJS) $(foreach p,$(LTO_PROGS),$(B)/$(p) $(call objects,$(p)))

$(PROGS:%=$(B)/%): $(B)/%: $$(call objects,$$*) $(LIB)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(AS_NEEDED) $(LDLIBS)

$(LIB): $(COMMON_OBJS)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(UNIT): $(B)/unit/%: $(B)/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(AS_NEEDED) $(LDLIBS)

-include $(patsubst %.o,%.d,$(COMMON_OBJS) $(UNIT:$(B)/unit/%=$(B)/tests/unit/%.o) \
                 $(foreach p,$(PROGS),$(call objects,$(p))))

# What a build and its tests need, installed by the system's package manager where it is missing.
deps:
	@tests/install-needs

test: deps
	@$(MAKE) --no-print-directory -j$(JOBS) all unit
	@$(MAKE) --no-print-directory bats

# Those tagged `long`, too: tests/run-bats.
test-all: export TAGS =
test-all: test

# TESTS='tests/clients/flows.test.js': only these.
test-clients: all
	@BUILD="$(abspath $(B))" tests/clients/run $(TESTS)

unit-objects: $(UNIT:$(B)/unit/%=$(B)/tests/unit/%.o)

unit: $(UNIT) $(B)/peak
	@tests/run-unit $(UNIT)

# What the tests run besides the programs.
$(B)/peak: tests/peak.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $<

# Preloaded into the programs: the Nth call of a kind fails.
$(B)/faults.so: tests/faults/shim.c tests/faults/shim_calls.c tests/faults/shim.h Makefile
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARN) $(CFLAGS) -fPIC -shared -o $@ $(filter %.c,$^) -ldl

# Preloaded into the network programs: they do not sleep, their clock goes forward instead.
$(B)/hurry.so: tests/hurry.c Makefile
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARN) $(CFLAGS) -fPIC -shared -o $@ $<

# FAULTS='--sample 40 -v save-yaml' and the like: tests/faults/run
faults: all $(B)/faults.so
	@BUILD="$(abspath $(B))" tests/faults/run $(FAULTS)

bats: all $(B)/peak $(B)/faults.so $(B)/hurry.so
	@BUILD="$(abspath $(B))" tests/run-bats

demo: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@PATH="$(abspath $(B)):$$PATH" pipelines/gc-demo

bench: all
	@BUILD="$(abspath $(B))" tests/bench/run $(BENCH)

lint: deps
	@tests/lint

# libFuzzer comes with clang. FUZZ_SECONDS for each target.
FUZZ = $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/*.c))

$(FUZZ): LDLIBS = $(YAML_LIBS) $(ZIP_LIBS)
$(FUZZ): $(B)/fuzz/%: $(B)/tests/fuzz/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(AS_NEEDED) $(LDLIBS)

-include $(FUZZ:$(B)/fuzz/%=$(B)/tests/fuzz/%.d)

fuzz-run: $(FUZZ)
	@tests/fuzz/run $(FUZZ)

fuzz:
	@$(MAKE) --no-print-directory CC=clang SAN=fuzzer-no-link,address,undefined B=build-fuzz \
	    fuzz-run

san:
	@$(MAKE) --no-print-directory SAN=address,undefined all

san-test: deps
	@$(MAKE) --no-print-directory -j$(JOBS) SAN=address,undefined all unit
	@TAGS='$(TAGS)' $(MAKE) --no-print-directory SAN=address,undefined bats

# What the tests of this run have reached; a test that fails does not stop it. How it counts stands
# in tests/coverage.
COVERAGE = $(MAKE) --no-print-directory B=build-coverage CFLAGS='-O0 -g --coverage'
coverage: deps
	@$(COVERAGE) -j$(JOBS) all build-coverage/peak unit-objects
	@find build-coverage -name '*.gcda' -exec rm -f {} +
	@-$(COVERAGE) -j$(JOBS) unit
	@-TAGS= FILE_SECONDS=3600 $(COVERAGE) bats
	@-$(COVERAGE) faults
	@tests/coverage build-coverage

# Completion for bash, zsh and fish, from what the commands say of their options.
$(B)/completion: $(PROGS:%=$(B)/%) $(wildcard pipelines/gc-* pipelines/completion/*)
	@PATH="$(abspath $(B)):$$PATH" pipelines/completion/generate $@ $(PROGS:%=$(B)/%) -- \
	    $(filter-out %.1,$(wildcard pipelines/gc-*))
	@touch $@

BASHDIR  ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR   ?= $(PREFIX)/share/zsh/site-functions
FISHDIR  ?= $(PREFIX)/share/fish/vendor_completions.d
PAGES    = $(wildcard cmd/*.1 cmd/*/*.1 cmd/*.7 pipelines/*.1)
# The pipelines are commands, too. What only gc-NAME reads is in pipelines/NAME/.
COMMANDS = $(notdir $(filter-out %.1,$(wildcard pipelines/gc-*)))
PARTS    = $(wildcard $(COMMANDS:gc-%=pipelines/%/*))
PARTDIRS = $(sort $(dir $(PARTS:pipelines/%=%)))

# A Debian package in build/.
deb: all
	@pipelines/packaging/deb "$(abspath $(B))" $(VERSION)

# The folders may have blanks in their paths.
install: all $(B)/completion
	install -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(MANDIR)/man1" "$(DESTDIR)$(MANDIR)/man7"
	install -m 755 $(PROGS:%=$(B)/%) "$(DESTDIR)$(BINDIR)"
	for page in $(PAGES); do \
	    to="$(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/}"; \
	    sed 's/^\.Os gc-tools$$/& $(VERSION)/' "$$page" >"$$to" && chmod 644 "$$to" || exit 1; \
	done
	install -d "$(DESTDIR)$(DATADIR)/pipelines"
	install -m 755 $(COMMANDS:%=pipelines/%) "$(DESTDIR)$(DATADIR)/pipelines"
	install -m 644 $(filter-out pipelines/gc-%,$(wildcard pipelines/*.*)) "$(DESTDIR)$(DATADIR)/pipelines"
	install -d $(PARTDIRS:%="$(DESTDIR)$(DATADIR)/pipelines/%")
	for part in $(PARTS:pipelines/%=%); do \
	    install -m 644 "pipelines/$$part" "$(DESTDIR)$(DATADIR)/pipelines/$$part" || exit 1; \
	done
	install -d "$(DESTDIR)$(DATADIR)/examples"
	install -m 644 $(wildcard pipelines/examples/*) "$(DESTDIR)$(DATADIR)/examples"
	for pipeline in $(COMMANDS); do \
	    ln -sf "$(DATADIR)/pipelines/$$pipeline" "$(DESTDIR)$(BINDIR)/$$pipeline" || exit 1; \
	done
	install -d "$(DESTDIR)$(BASHDIR)" "$(DESTDIR)$(ZSHDIR)" "$(DESTDIR)$(FISHDIR)"
	install -m 644 $(B)/completion/gc-tools.bash "$(DESTDIR)$(BASHDIR)/gc-tools"
	for command in $(PROGS) $(COMMANDS); do \
	    ln -sf gc-tools "$(DESTDIR)$(BASHDIR)/$$command" || exit 1; \
	done
	install -m 644 $(B)/completion/_gc-tools "$(DESTDIR)$(ZSHDIR)"
	install -m 644 $(B)/completion/fish/*.fish "$(DESTDIR)$(FISHDIR)"

# Files, as they are installed in this folder.
installed = $(patsubst %,"$(DESTDIR)$(1)/%",$(notdir $(2)))

uninstall:
	rm -f $(call installed,$(BINDIR),$(PROGS) $(COMMANDS))
	rm -f $(call installed,$(MANDIR)/man1,$(filter %.1,$(PAGES)))
	rm -f $(call installed,$(MANDIR)/man7,$(filter %.7,$(PAGES)))
	rm -f $(call installed,$(DATADIR)/pipelines,$(COMMANDS) $(wildcard pipelines/*.*))
	rm -f $(PARTS:%="$(DESTDIR)$(DATADIR)/%")
	-rmdir $(PARTDIRS:%="$(DESTDIR)$(DATADIR)/pipelines/%")
	rm -f $(call installed,$(BASHDIR),gc-tools $(PROGS) $(COMMANDS)) "$(DESTDIR)$(ZSHDIR)/_gc-tools"
	rm -f $(call installed,$(FISHDIR),$(patsubst %,%.fish,$(PROGS) $(COMMANDS)))
	rm -f $(call installed,$(DATADIR)/examples,$(wildcard pipelines/examples/*))
	-rmdir "$(DESTDIR)$(DATADIR)/examples"
	-rmdir "$(DESTDIR)$(DATADIR)/pipelines" "$(DESTDIR)$(DATADIR)"

clean:
	rm -rf build build-*
