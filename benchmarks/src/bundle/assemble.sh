#!/usr/bin/env bash
# Makes bundle/ringkernel, bundle/ringkernel.tar.xz and bundle/ringkernel-update.tar.xz: a folder that runs on an x86-64 Linux host with nothing but the
# NVIDIA driver (and the C and C++ libraries that every distribution has). Called by Maven in the profile "bundle".
# usage: assemble.sh ROOT BUILD JARS     ROOT: the checkout; BUILD: this module's target folder; JARS: all dependencies' jars
set -euo pipefail
root=$1 build=${2#"$1/benchmarks/"} jars=$3
parts=$root/benchmarks/src/bundle
out=$root/bundle
limit=45000000

# What the JVM must bring: the CLI with javac in it, JMH, JUnit, flight recordings.
jre_modules=java.base,java.compiler,java.logging,java.management,jdk.management,jdk.compiler,jdk.unsupported,java.xml,jdk.jfr

say() { printf 'bundle: %s\n' "$*"; }

# Which folder a dependency goes to; empty for what stays at home.
folder_of() {
  case $1 in
    ringkernel-benchmarks-* | jmh-* | jopt-simple-* | HdrHistogram-* | commons-math3-*) echo bench ;;
    junit-* | assertj-* | byte-buddy-* | opentest4j-* | open-test-reporting-* | apiguardian-* | jqwik-*) echo test ;;
    archunit-* | slf4j-*) ;;
    llvm* | javacpp*) ;;
    *) echo lib ;;
  esac
}

# Copies a jar without compression inside: the archive around it then compresses a third better, and classes load sooner.
store() {
  local unpacked
  unpacked=$(mktemp -d)
  (cd "$unpacked" && "$JAVA_HOME/bin/jar" --extract --file "$1")
  "$JAVA_HOME/bin/jar" --create --no-compress --date=2026-01-01T00:00:00Z --file "$2" \
    --manifest "$unpacked/META-INF/MANIFEST.MF" -C "$unpacked" .
  rm -rf "$unpacked"
}

# The part that rarely changes, runtime image and libraries, is kept with its compressed archive by content.
steady_jars=$(cd "$jars" && find . -maxdepth 1 -name '*.jar' ! -name 'ringkernel-*' -printf '%f %s\n' | LC_ALL=C sort)
key=$({
  cat "$JAVA_HOME/release"
  echo "$jre_modules"
  echo "$steady_jars"
  declare -f store folder_of
} | sha256sum | cut -c 1-16)
steady=${XDG_CACHE_HOME:-$HOME/.cache}/ringkernel/bundle-$key
if [[ ! -e $steady/done ]]; then
  say "linking a Java runtime and compressing it (once per JDK and set of libraries)"
  rm -rf "$steady"
  mkdir -p "$steady/ringkernel"/{lib,bench,test}
  "$JAVA_HOME/bin/jlink" --add-modules "$jre_modules" --strip-debug --no-header-files --no-man-pages --compress zip-0 \
    --output "$steady/ringkernel/jre"
  while read -r jar _; do
    folder=$(folder_of "$jar")
    [[ -z $folder ]] || store "$jars/$jar" "$steady/ringkernel/$folder/$jar"
  done <<<"$steady_jars"
  # Without tar's end mark (two blocks of zeros), so that the changing part can follow as a second xz stream.
  tar -C "$steady" -b 1 --sort=name --owner=0 --group=0 --mtime=@0 -cf - ringkernel | head -c -1024 \
    | xz -T0 -9 >"$steady/steady.tar.xz"
  touch "$steady/done"
fi

work=$root/benchmarks/$build/bundle
rm -rf "$work"
mkdir -p "$work/ringkernel"/{bin,lib,bench,test,samples}
for jar in "$jars"/ringkernel-*.jar "$root/benchmarks/$build"/ringkernel-benchmarks-*.jar; do
  folder=$(folder_of "$(basename "$jar")")
  cp "$jar" "$work/ringkernel/$folder/"
done
for module in annotations ir ptx-emitter compiler runtime samples benchmarks; do
  classes=$root/$module/$build/test-classes
  [[ ! -d $classes ]] || "$JAVA_HOME/bin/jar" --create --file "$work/ringkernel/test/tests-$module.jar" \
    --date=2026-01-01T00:00:00Z -C "$classes" .
done
cp "$parts"/bin/* "$work/ringkernel/bin/"
chmod +x "$work/ringkernel/bin"/*
cp "$root/LICENSE" "$parts/README.md" "$work/ringkernel/"
[[ ! -d $root/samples/src/main/java ]] || cp -r "$root/samples/src/main/java/." "$work/ringkernel/samples/"
[[ ! -d $root/benchmarks/src/main/cuda ]] || cp -r "$root/benchmarks/src/main/cuda" "$work/ringkernel/bench/cuda"
(cd "$root" && git rev-parse HEAD 2>/dev/null || echo unknown) >"$work/ringkernel/REVISION"
# Names the start-up cache: a JVM (JDK 25.0.3) takes one for good although a jar has changed, and runs the old classes.
{
  echo "$key"
  cat "$work"/ringkernel/lib/*.jar
} | sha256sum | cut -c 1-16 >"$work/ringkernel/lib/KEY"

mkdir -p "$out"
rm -rf "$out"/ringkernel "$out"/ringkernel*.tar.xz
cp -r --reflink=auto "$steady/ringkernel" "$out/"
cp -r "$work/ringkernel" "$out/"
# The project's own part is an archive too: unpacked over an older folder, it brings that up to date.
tar -C "$work" --sort=name --owner=0 --group=0 --mtime=@0 -cf - ringkernel | xz -T0 -6 >"$out/ringkernel-update.tar.xz"
cat "$steady/steady.tar.xz" "$out/ringkernel-update.tar.xz" >"$out/ringkernel.tar.xz"

size=$(stat -c %s "$out/ringkernel.tar.xz")
say "$out/ringkernel.tar.xz: $((size / 1000)) kB"
if ((size > limit)); then
  say "larger than the $((limit / 1000)) kB that a bundle may have; the largest files:"
  find "$out/ringkernel" -type f -printf '%s %P\n' | sort -rn | head -n 10
  exit 1
fi
