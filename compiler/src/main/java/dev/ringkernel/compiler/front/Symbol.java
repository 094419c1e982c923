package dev.ringkernel.compiler.front;

/** What a name, a member access or a call refers to. */
sealed interface Symbol
    permits TypeInfo, FieldInfo, MethodInfo, LocalVar, Symbol.ArrayLength, Symbol.PackageName {

  /** {@code length} of an array. */
  record ArrayLength() implements Symbol {}

  /** The start of a qualified name that is no variable and no type. */
  record PackageName(String name) implements Symbol {}
}
