package dev.ringkernel.compiler.front;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The attribution of each method's body, made once. */
final class AttributionCache {
  private final TypeIndex index;
  private final Diagnostics diagnostics;
  private final Map<MethodInfo, Attribution> done = new HashMap<>();
  private final Set<MethodInfo> wrong = new HashSet<>();

  AttributionCache(TypeIndex index, Diagnostics diagnostics) {
    this.index = index;
    this.diagnostics = diagnostics;
  }

  Attribution of(MethodInfo method) {
    Attribution known = done.get(method);
    if (known != null) {
      return known;
    }
    Attribution out = new Attribution();
    SourceFile file = Objects.requireNonNull(method.owner().file(), method::toString);
    int before = diagnostics.count();
    new Attributor(index, diagnostics, out, file, method.owner(), method.isStatic())
        .statements()
        .method(method);
    if (diagnostics.count() > before) {
      wrong.add(method);
    }
    done.put(method, out);
    return out;
  }

  boolean hasErrors(MethodInfo method) {
    return wrong.contains(method);
  }
}
