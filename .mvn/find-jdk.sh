# Sourced by ./mvnw and ./waybill: sets JAVA_HOME to a JDK 25, whatever `java` comes first on PATH.
# The order: JAVA_HOME, the `java` on PATH, then the places where distributions and tools put JDKs.

waybill_java_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

waybill_find_jdk() {
  set -- "${JAVA_HOME-}" "$(waybill_home_of_java_on_path)" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/*
  for waybill_home in "$@"; do
    if [ -n "$waybill_home" ] && [ "$(waybill_java_version "$waybill_home")" = 25 ]; then
      JAVA_HOME=$waybill_home
      export JAVA_HOME
      return 0
    fi
  done
  echo "Waybill needs a JDK 25 and found none: install one (for example Temurin 25), or point JAVA_HOME at it." >&2
  return 1
}

waybill_home_of_java_on_path() {
  waybill_javac=$(command -v javac) || return 0
  waybill_javac=$(readlink -f "$waybill_javac" 2>/dev/null) || return 0
  dirname "$(dirname "$waybill_javac")"
}
