package dev.ringkernel.compiler.front;

/** A Java type after erasure. */
sealed interface JType {
  /** As Java source spells it. */
  String text();

  default boolean isNumeric() {
    return this instanceof Prim p && p != Prim.BOOLEAN;
  }

  default boolean isIntegral() {
    return this instanceof Prim p && p != Prim.BOOLEAN && p != Prim.FLOAT && p != Prim.DOUBLE;
  }

  default boolean isReference() {
    return this instanceof ClassType || this instanceof ArrayType || this == Special.NULL;
  }

  default boolean isError() {
    return this == Special.ERROR;
  }

  default boolean isString() {
    return this.equals(STRING);
  }

  ClassType OBJECT = new ClassType("java.lang.Object");
  ClassType STRING = new ClassType("java.lang.String");

  /** The primitive types, in widening order from {@link #BYTE} on (but for {@link #CHAR}). */
  enum Prim implements JType {
    // @formatter:off
    BOOLEAN("boolean", "java.lang.Boolean",   'Z', 1),
    BYTE(   "byte",    "java.lang.Byte",      'B', 1),
    SHORT(  "short",   "java.lang.Short",     'S', 2),
    CHAR(   "char",    "java.lang.Character", 'C', 2),
    INT(    "int",     "java.lang.Integer",   'I', 4),
    LONG(   "long",    "java.lang.Long",      'J', 8),
    FLOAT(  "float",   "java.lang.Float",     'F', 4),
    DOUBLE( "double",  "java.lang.Double",    'D', 8);
    // @formatter:on

    private final String text;
    private final String box;
    private final char descriptor;
    private final int bytes;

    Prim(String text, String box, char descriptor, int bytes) {
      this.text = text;
      this.box = box;
      this.descriptor = descriptor;
      this.bytes = bytes;
    }

    @Override
    public String text() {
      return text;
    }

    /** Binary name of the wrapper class. */
    String box() {
      return box;
    }

    char descriptor() {
      return descriptor;
    }

    /** Bytes and alignment in memory. */
    int bytes() {
      return bytes;
    }
  }

  /** A class, record, enum or interface by its binary name. */
  record ClassType(String binaryName) implements JType {
    @Override
    public String text() {
      return binaryName.replace('$', '.');
    }
  }

  record ArrayType(JType element) implements JType {
    @Override
    public String text() {
      return element.text() + "[]";
    }
  }

  /** Types that no declaration can name. */
  enum Special implements JType {
    VOID("void"),
    NULL("null"),
    /**
     * The type of an expression with an error that has been reported: it agrees with everything.
     */
    ERROR("<error>");

    private final String text;

    Special(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }
}
