package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.body.TypeDeclaration;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One class, record, enum, interface or annotation type, from a source or a class file. Members are
 * read when first asked for.
 */
final class TypeInfo implements Symbol {
  enum Kind {
    CLASS,
    INTERFACE,
    ENUM,
    RECORD,
    ANNOTATION
  }

  /** What a type declares. */
  record Members(
      @Nullable String superName,
      List<String> interfaces,
      List<FieldInfo> fields,
      List<MethodInfo> methods,
      List<FieldInfo> components,
      List<Annotated> annotations) {}

  private final String binaryName;
  private final Kind kind;
  private final int flags;
  private final @Nullable String outer;
  private final Map<String, String> memberTypes;
  private final @Nullable SourceFile file;
  private final @Nullable TypeDeclaration<?> declaration;
  private final Supplier<Members> read;
  private @Nullable Members members;
  private boolean reading;
  private boolean ownRecordCode;

  TypeInfo(
      String binaryName,
      Kind kind,
      int flags,
      @Nullable String outer,
      Map<String, String> memberTypes,
      @Nullable SourceFile file,
      @Nullable TypeDeclaration<?> declaration,
      Supplier<Members> read) {
    this.binaryName = binaryName;
    this.kind = kind;
    this.flags = flags;
    this.outer = outer;
    this.memberTypes = new LinkedHashMap<>(memberTypes);
    this.file = file;
    this.declaration = declaration;
    this.read = read;
  }

  String binaryName() {
    return binaryName;
  }

  Kind kind() {
    return kind;
  }

  JType.ClassType type() {
    return new JType.ClassType(binaryName);
  }

  boolean isRecord() {
    return kind == Kind.RECORD;
  }

  boolean isEnum() {
    return kind == Kind.ENUM;
  }

  boolean isInterface() {
    return kind == Kind.INTERFACE || kind == Kind.ANNOTATION;
  }

  boolean isStatic() {
    return Modifier.isStatic(flags);
  }

  boolean isFinal() {
    return Modifier.isFinal(flags);
  }

  /** Binary name of the enclosing type. */
  @Nullable String outer() {
    return outer;
  }

  /** Simple name to binary name of the declared member types. */
  Map<String, String> memberTypes() {
    return memberTypes;
  }

  /** The file it was parsed from; null for a class file. */
  @Nullable SourceFile file() {
    return file;
  }

  @Nullable TypeDeclaration<?> declaration() {
    return declaration;
  }

  Members members() {
    Members m = members;
    if (m == null) {
      reading = true;
      m = read.get();
      members = m;
      reading = false;
    }
    return m;
  }

  /** True while {@link #members()} is under way: its supertypes are not known yet. */
  boolean headerIsBeingRead() {
    return reading;
  }

  List<FieldInfo> fields() {
    return members().fields();
  }

  List<MethodInfo> methods() {
    return members().methods();
  }

  /** Record components as fields, in order; empty for other kinds. */
  List<FieldInfo> components() {
    return members().components();
  }

  @Nullable Annotated annotation(String typeName) {
    return Annotated.find(members().annotations(), typeName);
  }

  void ownRecordCode(boolean own) {
    ownRecordCode = own;
  }

  /**
   * True for a record from a class file whose constructor or accessors are not those that javac
   * makes.
   */
  boolean ownRecordCode() {
    return ownRecordCode;
  }

  String packageName() {
    int dot = binaryName.lastIndexOf('.');
    return dot < 0 ? "" : binaryName.substring(0, dot);
  }

  String simpleName() {
    int cut = Math.max(binaryName.lastIndexOf('.'), binaryName.lastIndexOf('$'));
    return binaryName.substring(cut + 1);
  }

  @Override
  public String toString() {
    return binaryName;
  }
}
