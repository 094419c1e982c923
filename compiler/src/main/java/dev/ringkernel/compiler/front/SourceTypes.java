package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Modifier.Keyword;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithModifiers;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the declarations of parsed source files. */
final class SourceTypes {
  private final TypeIndex index;
  private final TypeNames names;

  SourceTypes(TypeIndex index) {
    this.index = index;
    this.names = new TypeNames(index);
  }

  /** All named types of a file, nested ones too, in source order. */
  List<TypeInfo> read(SourceFile file) {
    CompilationUnit unit = file.tree();
    List<TypeInfo> found = new ArrayList<>();
    if (unit != null) {
      String prefix = file.packageName().isEmpty() ? "" : file.packageName() + ".";
      for (TypeDeclaration<?> t : unit.getTypes()) {
        declare(t, prefix + t.getNameAsString(), null, file, found);
      }
    }
    return found;
  }

  private void declare(
      TypeDeclaration<?> declaration,
      String binaryName,
      @Nullable TypeInfo outer,
      SourceFile file,
      List<TypeInfo> found) {
    TypeInfo.Kind kind =
        switch (declaration) {
          case EnumDeclaration e -> TypeInfo.Kind.ENUM;
          case RecordDeclaration r -> TypeInfo.Kind.RECORD;
          case ClassOrInterfaceDeclaration c ->
              c.isInterface() ? TypeInfo.Kind.INTERFACE : TypeInfo.Kind.CLASS;
          default -> TypeInfo.Kind.ANNOTATION;
        };
    int flags = flags(declaration);
    if (kind != TypeInfo.Kind.CLASS || (outer != null && outer.isInterface())) {
      flags |= Modifier.STATIC;
    }
    if (kind == TypeInfo.Kind.RECORD || kind == TypeInfo.Kind.ENUM) {
      flags |= Modifier.FINAL;
    }
    Map<String, String> members = new LinkedHashMap<>();
    for (BodyDeclaration<?> m : declaration.getMembers()) {
      if (m instanceof TypeDeclaration<?> t) {
        members.put(t.getNameAsString(), binaryName + "$" + t.getNameAsString());
      }
    }
    TypeInfo[] self = new TypeInfo[1];
    self[0] =
        new TypeInfo(
            binaryName,
            kind,
            flags,
            outer == null ? null : outer.binaryName(),
            members,
            file,
            declaration,
            () -> members(self[0], declaration, file));
    found.add(self[0]);
    for (BodyDeclaration<?> m : declaration.getMembers()) {
      if (m instanceof TypeDeclaration<?> t) {
        declare(t, binaryName + "$" + t.getNameAsString(), self[0], file, found);
      }
    }
  }

  private static int flags(NodeWithModifiers<?> node) {
    int flags = 0;
    for (var m : node.getModifiers()) {
      flags |=
          switch (m.getKeyword()) {
            case PUBLIC -> Modifier.PUBLIC;
            case PRIVATE -> Modifier.PRIVATE;
            case PROTECTED -> Modifier.PROTECTED;
            case STATIC -> Modifier.STATIC;
            case FINAL -> Modifier.FINAL;
            case ABSTRACT -> Modifier.ABSTRACT;
            case NATIVE -> Modifier.NATIVE;
            case SYNCHRONIZED -> Modifier.SYNCHRONIZED;
            case VOLATILE -> Modifier.VOLATILE;
            case TRANSIENT -> Modifier.TRANSIENT;
            case STRICTFP -> Modifier.STRICT;
            default -> 0;
          };
    }
    return flags;
  }

  private TypeInfo.Members members(TypeInfo self, TypeDeclaration<?> declaration, SourceFile file) {
    List<String> interfaces = new ArrayList<>();
    String superName = "java.lang.Object";
    List<FieldInfo> fields = new ArrayList<>();
    List<MethodInfo> methods = new ArrayList<>();
    List<FieldInfo> components = new ArrayList<>();
    switch (declaration) {
      case ClassOrInterfaceDeclaration c -> {
        if (c.isInterface()) {
          addTypes(c.getExtendedTypes(), self, file, interfaces);
        } else {
          List<String> supers = new ArrayList<>();
          addTypes(c.getExtendedTypes(), self, file, supers);
          superName = supers.isEmpty() ? superName : supers.getFirst();
          addTypes(c.getImplementedTypes(), self, file, interfaces);
        }
      }
      case EnumDeclaration e -> {
        superName = "java.lang.Enum";
        addTypes(e.getImplementedTypes(), self, file, interfaces);
        int ordinal = 0;
        for (EnumConstantDeclaration c : e.getEntries()) {
          fields.add(
              new FieldInfo(
                  self.binaryName(),
                  c.getNameAsString(),
                  self.type(),
                  Modifier.PUBLIC | Modifier.STATIC | Modifier.FINAL,
                  annotations(c.getAnnotations(), self, file),
                  () -> null,
                  ordinal++,
                  c));
        }
        int publicStatic = Modifier.PUBLIC | Modifier.STATIC;
        methods.add(
            implicit(self, "values", List.of(), new JType.ArrayType(self.type()), publicStatic));
        MethodInfo.ParamInfo name = new MethodInfo.ParamInfo("name", JType.STRING, List.of());
        methods.add(implicit(self, "valueOf", List.of(name), self.type(), publicStatic));
      }
      case RecordDeclaration r -> {
        superName = "java.lang.Record";
        addTypes(r.getImplementedTypes(), self, file, interfaces);
        for (Parameter p : r.getParameters()) {
          FieldInfo component =
              new FieldInfo(
                  self.binaryName(),
                  p.getNameAsString(),
                  type(p.getType(), p.isVarArgs(), file, self),
                  Modifier.PRIVATE | Modifier.FINAL,
                  annotations(p.getAnnotations(), self, file),
                  () -> null,
                  -1,
                  p);
          components.add(component);
          fields.add(component);
        }
      }
      default -> superName = "java.lang.Object";
    }
    for (BodyDeclaration<?> m : declaration.getMembers()) {
      switch (m) {
        case FieldDeclaration f -> {
          for (VariableDeclarator v : f.getVariables()) {
            fields.add(field(self, f, v, file));
          }
        }
        case MethodDeclaration d ->
            methods.add(method(self, d, d.getNameAsString(), d.getType(), file));
        case ConstructorDeclaration d -> methods.add(method(self, d, "<init>", null, file));
        case AnnotationMemberDeclaration d -> {
          JType result = names.resolve(d.getType(), file, self);
          methods.add(
              implicit(
                  self,
                  d.getNameAsString(),
                  List.of(),
                  result,
                  Modifier.PUBLIC | Modifier.ABSTRACT));
        }
        default -> {}
      }
    }
    addImplicit(self, declaration, components, methods);
    return new TypeInfo.Members(
        superName,
        interfaces,
        fields,
        methods,
        components,
        annotations(declaration.getAnnotations(), self, file));
  }

  private void addImplicit(
      TypeInfo self,
      TypeDeclaration<?> declaration,
      List<FieldInfo> components,
      List<MethodInfo> methods) {
    if (self.isRecord()) {
      for (FieldInfo c : components) {
        if (methods.stream().noneMatch(m -> m.name().equals(c.name()) && m.params().isEmpty())) {
          methods.add(
              implicit(self, c.name(), List.of(), c.type(), Modifier.PUBLIC | Modifier.FINAL));
        }
      }
      List<JType> types = components.stream().map(FieldInfo::type).toList();
      if (methods.stream().noneMatch(m -> m.isConstructor() && m.paramTypes().equals(types))) {
        List<MethodInfo.ParamInfo> params =
            components.stream()
                .map(c -> new MethodInfo.ParamInfo(c.name(), c.type(), c.annotations()))
                .toList();
        boolean varargs =
            declaration instanceof RecordDeclaration r
                && r.getParameters().stream().anyMatch(Parameter::isVarArgs);
        methods.add(
            new MethodInfo(
                self,
                "<init>",
                params,
                JType.Special.VOID,
                Modifier.PUBLIC,
                varargs,
                List.of(),
                null));
      }
    } else if (self.kind() == TypeInfo.Kind.CLASS
        && methods.stream().noneMatch(MethodInfo::isConstructor)) {
      methods.add(implicit(self, "<init>", List.of(), JType.Special.VOID, Modifier.PUBLIC));
    }
  }

  /** True when a record's canonical constructor has code of its own. */
  static boolean hasOwnConstructor(TypeInfo record) {
    TypeDeclaration<?> declaration = record.declaration();
    return declaration != null
        && declaration.getMembers().stream()
            .anyMatch(
                m ->
                    m instanceof CompactConstructorDeclaration
                        || m instanceof ConstructorDeclaration);
  }

  private static MethodInfo implicit(
      TypeInfo owner, String name, List<MethodInfo.ParamInfo> params, JType result, int flags) {
    return new MethodInfo(owner, name, params, result, flags, false, List.of(), null);
  }

  private FieldInfo field(
      TypeInfo self, FieldDeclaration f, VariableDeclarator v, SourceFile file) {
    int flags = flags(f);
    if (self.isInterface()) {
      flags |= Modifier.PUBLIC | Modifier.STATIC | Modifier.FINAL;
    }
    JType type = names.resolve(v.getType(), file, self);
    Supplier<@Nullable Object> constant = () -> null;
    boolean mayBeConstant = type instanceof JType.Prim || type.isString();
    if (Modifier.isFinal(flags) && mayBeConstant && v.getInitializer().isPresent()) {
      constant = new OnceConstant(() -> constantOf(v.getInitializer().get(), type, self, file));
    }
    return new FieldInfo(
        self.binaryName(),
        v.getNameAsString(),
        type,
        flags,
        annotations(f.getAnnotations(), self, file),
        constant,
        -1,
        v);
  }

  private @Nullable Object constantOf(Expression e, JType type, TypeInfo self, SourceFile file) {
    Object value = Attributor.constant(index, e, self, file);
    return value == null ? null : Constants.cast(value, type);
  }

  /** A constant computed once; a cycle has none. */
  private static final class OnceConstant implements Supplier<@Nullable Object> {
    private final Supplier<@Nullable Object> compute;
    private boolean asked;
    private @Nullable Object value;

    OnceConstant(Supplier<@Nullable Object> compute) {
      this.compute = compute;
    }

    @Override
    public @Nullable Object get() {
      if (!asked) {
        asked = true;
        value = compute.get();
      }
      return value;
    }
  }

  private MethodInfo method(
      TypeInfo self,
      CallableDeclaration<?> d,
      String name,
      @Nullable Type result,
      SourceFile file) {
    int flags = flags(d);
    if (self.isInterface()) {
      flags |= Modifier.PUBLIC;
      if (d instanceof MethodDeclaration m && m.getBody().isEmpty()) {
        flags |= Modifier.ABSTRACT;
      }
    }
    List<MethodInfo.ParamInfo> params = new ArrayList<>();
    boolean varargs = false;
    for (Parameter p : d.getParameters()) {
      varargs |= p.isVarArgs();
      params.add(
          new MethodInfo.ParamInfo(
              p.getNameAsString(),
              type(p.getType(), p.isVarArgs(), file, self),
              annotations(p.getAnnotations(), self, file)));
    }
    return new MethodInfo(
        self,
        name,
        params,
        result == null ? JType.Special.VOID : names.resolve(result, file, self),
        flags,
        varargs,
        annotations(d.getAnnotations(), self, file),
        d);
  }

  private JType type(Type type, boolean varargs, SourceFile file, TypeInfo self) {
    JType t = names.resolve(type, file, self);
    return varargs && !t.isError() ? new JType.ArrayType(t) : t;
  }

  private void addTypes(
      NodeList<ClassOrInterfaceType> types, TypeInfo self, SourceFile file, List<String> into) {
    for (ClassOrInterfaceType t : types) {
      if (names.resolve(t, file, self) instanceof JType.ClassType c) {
        into.add(c.binaryName());
      }
    }
  }

  List<Annotated> annotations(
      NodeList<AnnotationExpr> written, @Nullable TypeInfo self, SourceFile file) {
    List<Annotated> all = new ArrayList<>();
    for (AnnotationExpr a : written) {
      String name = a.getNameAsString();
      TypeInfo type =
          name.contains(".") ? index.findCanonical(name) : names.simple(name, file, self);
      if (type != null) {
        Map<String, Object> values = new LinkedHashMap<>();
        boolean[] read = new boolean[1];
        all.add(
            new Annotated(
                type.binaryName(),
                () -> {
                  if (!read[0]) {
                    read[0] = true;
                    readValues(a, type, self, file, values);
                  }
                  return values;
                }));
      }
    }
    return all;
  }

  private void readValues(
      AnnotationExpr a,
      TypeInfo type,
      @Nullable TypeInfo self,
      SourceFile file,
      Map<String, Object> values) {
    switch (a) {
      case SingleMemberAnnotationExpr s ->
          put("value", s.getMemberValue(), type, self, file, values);
      case NormalAnnotationExpr n -> {
        for (MemberValuePair p : n.getPairs()) {
          put(p.getNameAsString(), p.getValue(), type, self, file, values);
        }
      }
      default -> {}
    }
  }

  private void put(
      String element,
      Expression e,
      TypeInfo annotation,
      @Nullable TypeInfo self,
      SourceFile file,
      Map<String, Object> values) {
    Object value = value(e, self, file);
    if (value == null) {
      return;
    }
    for (MethodInfo m : annotation.methods()) {
      if (m.name().equals(element)) {
        Object adapted = adapt(value, m.result());
        if (adapted != null) {
          values.put(element, adapted);
        }
      }
    }
  }

  private static @Nullable Object adapt(Object value, JType to) {
    if (to instanceof JType.ArrayType && !(value instanceof List<?>)) {
      return List.of(value);
    }
    return to instanceof JType.Prim ? Constants.cast(value, to) : value;
  }

  private @Nullable Object value(Expression e, @Nullable TypeInfo self, SourceFile file) {
    if (e instanceof ArrayInitializerExpr array) {
      List<Object> list = new ArrayList<>();
      for (Expression v : array.getValues()) {
        Object value = value(v, self, file);
        if (value != null) {
          list.add(value);
        }
      }
      return list;
    }
    if (e instanceof ClassExpr c) {
      return new Annotated.ClassValue(names.resolve(c.getType(), file, self));
    }
    return Attributor.annotationValue(index, e, self, file);
  }

  /** True for modifiers that make a local a constant variable. */
  static boolean isFinal(NodeWithModifiers<?> node) {
    return node.hasModifier(Keyword.FINAL);
  }
}
