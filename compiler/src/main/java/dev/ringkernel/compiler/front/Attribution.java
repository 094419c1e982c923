package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the resolver found out about the nodes of a method body: types, constants, and what names
 * and calls refer to.
 */
final class Attribution {
  private final Map<Expression, JType> types = new IdentityHashMap<>();
  private final Map<Expression, Object> constants = new IdentityHashMap<>();
  private final Map<Node, Symbol> symbols = new IdentityHashMap<>();
  private final Map<Node, LocalVar> locals = new IdentityHashMap<>();

  JType type(Expression e) {
    JType type = types.get(e);
    if (type == null) {
      throw new IllegalStateException("expression was not attributed: " + e);
    }
    return type;
  }

  @Nullable JType typeOrNull(Expression e) {
    return types.get(e);
  }

  /** The value of a constant expression. */
  @Nullable Object constant(Expression e) {
    return constants.get(e);
  }

  @Nullable Symbol symbol(Node e) {
    return symbols.get(e);
  }

  /** The variable that a parameter or declarator declares. */
  LocalVar local(Node declaration) {
    LocalVar local = locals.get(declaration);
    if (local == null) {
      throw new IllegalStateException("declaration was not attributed: " + declaration);
    }
    return local;
  }

  Map<Expression, JType> types() {
    return types;
  }

  void type(Expression e, JType type) {
    types.put(e, type);
  }

  void constant(Expression e, @Nullable Object value) {
    if (value != null) {
      constants.put(e, value);
    }
  }

  void symbol(Node e, Symbol symbol) {
    symbols.put(e, symbol);
  }

  void local(Node declaration, LocalVar local) {
    locals.put(declaration, local);
  }
}
