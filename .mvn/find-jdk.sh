# Sourced by mvnw, ringkernel and .ci/run: sets JAVA_HOME to a JDK of at least this release, or ends with a message.
ringkernel_jdk=25

# Sets release to that of the JDK in $1 (25), to nothing where there is none. Reads its release file: no process is started.
jdk_release() {
  release=""
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r release_line; do
    case $release_line in
      'JAVA_VERSION="'*)
        release=${release_line#*\"}
        release=${release%%[!0-9]*}
        return 0
        ;;
    esac
  done <"$1/release"
}

find_jdk() {
  found_other=""
  for candidate in \
    ${JAVA_HOME:+"$JAVA_HOME"} \
    /usr/lib/jvm/* \
    "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* \
    /opt/* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -d "$candidate" ] || continue
    jdk_release "$candidate"
    [ -n "$release" ] || continue
    if [ "$release" -ge "$ringkernel_jdk" ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
    found_other="$found_other
  $candidate is JDK $release"
  done
  java_on_path=$(command -v java 2>/dev/null || true)
  if [ -n "$java_on_path" ]; then
    candidate=$(dirname "$(dirname "$(readlink -f "$java_on_path")")")
    jdk_release "$candidate"
    if [ -n "$release" ] && [ "$release" -ge "$ringkernel_jdk" ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  fi
  cat >&2 <<MESSAGE
RingKernel needs a JDK of release $ringkernel_jdk or newer, and none was found.
Looked at JAVA_HOME (${JAVA_HOME:-not set}), /usr/lib/jvm, ~/.sdkman, ~/.jdks, /opt, /Library/Java and the java on the path.${found_other:+
Too old:$found_other}
Install one, for example
  Debian, Ubuntu   apt install openjdk-$ringkernel_jdk-jdk-headless   (or temurin-$ringkernel_jdk-jdk from packages.adoptium.net)
  SDKMAN           sdk install java $ringkernel_jdk-tem
  macOS            brew install openjdk@$ringkernel_jdk
or set JAVA_HOME to one that is installed elsewhere.
MESSAGE
  return 3
}
