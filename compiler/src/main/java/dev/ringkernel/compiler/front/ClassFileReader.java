package dev.ringkernel.compiler.front;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

/** Reads the declarations of a class file: no code, no debug information. */
final class ClassFileReader extends ClassVisitor {
  private final List<FieldInfo> fields = new ArrayList<>();
  private final List<MethodDraft> methods = new ArrayList<>();
  private final List<FieldInfo> components = new ArrayList<>();
  private final List<Annotated> annotations = new ArrayList<>();
  private final Map<String, String> memberTypes = new LinkedHashMap<>();
  private final List<String> interfaces = new ArrayList<>();
  private String name = "";
  private @Nullable String superName;
  private @Nullable String outer;
  private int access;
  private int enumConstants;
  private boolean local;

  private record MethodDraft(
      String name,
      String descriptor,
      int access,
      List<Annotated> annotations,
      Map<Integer, List<Annotated>> params) {}

  private ClassFileReader() {
    super(Opcodes.ASM9);
  }

  /**
   * The type in {@code bytes}; null for a local, anonymous or synthetic class, which no source can
   * name.
   */
  static @Nullable TypeInfo read(byte[] bytes) {
    ClassFileReader reader = new ClassFileReader();
    new ClassReader(bytes)
        .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    if (reader.local) {
      return null;
    }
    TypeInfo type = reader.type();
    if (type.isRecord()) {
      type.ownRecordCode(RecordCode.hasOwnCode(bytes));
    }
    return type;
  }

  private TypeInfo type() {
    TypeInfo.Kind kind;
    if ((access & Opcodes.ACC_ANNOTATION) != 0) {
      kind = TypeInfo.Kind.ANNOTATION;
    } else if ((access & Opcodes.ACC_INTERFACE) != 0) {
      kind = TypeInfo.Kind.INTERFACE;
    } else if ((access & Opcodes.ACC_ENUM) != 0) {
      kind = TypeInfo.Kind.ENUM;
    } else if ((access & Opcodes.ACC_RECORD) != 0) {
      kind = TypeInfo.Kind.RECORD;
    } else {
      kind = TypeInfo.Kind.CLASS;
    }
    TypeInfo[] self = new TypeInfo[1];
    self[0] =
        new TypeInfo(
            name,
            kind,
            access & 0xffff,
            outer,
            memberTypes,
            null,
            null,
            () -> {
              List<MethodInfo> all = methods.stream().map(d -> method(self[0], d)).toList();
              return new TypeInfo.Members(
                  superName, interfaces, fields, all, components, annotations);
            });
    return self[0];
  }

  private static MethodInfo method(TypeInfo owner, MethodDraft draft) {
    Type type = Type.getMethodType(draft.descriptor);
    List<MethodInfo.ParamInfo> params = new ArrayList<>();
    Type[] types = type.getArgumentTypes();
    for (int i = 0; i < types.length; i++) {
      params.add(
          new MethodInfo.ParamInfo(
              "arg" + i, type(types[i]), draft.params.getOrDefault(i, List.of())));
    }
    return new MethodInfo(
        owner,
        draft.name,
        params,
        type(type.getReturnType()),
        draft.access & ~(Modifier.TRANSIENT | Modifier.VOLATILE),
        (draft.access & Opcodes.ACC_VARARGS) != 0,
        draft.annotations,
        null);
  }

  static JType type(Type t) {
    return switch (t.getSort()) {
      case Type.VOID -> JType.Special.VOID;
      case Type.BOOLEAN -> JType.Prim.BOOLEAN;
      case Type.BYTE -> JType.Prim.BYTE;
      case Type.SHORT -> JType.Prim.SHORT;
      case Type.CHAR -> JType.Prim.CHAR;
      case Type.INT -> JType.Prim.INT;
      case Type.LONG -> JType.Prim.LONG;
      case Type.FLOAT -> JType.Prim.FLOAT;
      case Type.DOUBLE -> JType.Prim.DOUBLE;
      case Type.ARRAY -> new JType.ArrayType(type(Type.getType(t.getDescriptor().substring(1))));
      case Type.OBJECT -> new JType.ClassType(t.getClassName());
      default ->
          throw new IllegalStateException("no Java type for descriptor " + t.getDescriptor());
    };
  }

  @Override
  public void visit(
      int version,
      int flags,
      String internal,
      @Nullable String sig,
      @Nullable String superInternal,
      String @Nullable [] ifaces) {
    name = internal.replace('/', '.');
    access = flags;
    superName = superInternal == null ? null : superInternal.replace('/', '.');
    if (ifaces != null) {
      for (String i : ifaces) {
        interfaces.add(i.replace('/', '.'));
      }
    }
  }

  @Override
  public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
    local = true;
  }

  @Override
  public void visitInnerClass(
      String inner, @Nullable String outerName, @Nullable String simple, int flags) {
    String binary = inner.replace('/', '.');
    if (outerName == null || simple == null) {
      local |= binary.equals(name);
      return;
    }
    if (binary.equals(name)) {
      outer = outerName.replace('/', '.');
      access = flags | (access & (Opcodes.ACC_RECORD | Opcodes.ACC_ENUM | Opcodes.ACC_ANNOTATION));
    } else if (outerName.replace('/', '.').equals(name)) {
      memberTypes.put(simple, binary);
    }
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return collect(descriptor, annotations);
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int flags,
      String fieldName,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if ((flags & Opcodes.ACC_SYNTHETIC) != 0) {
      return null;
    }
    JType type = type(Type.getType(descriptor));
    Object constant = constant(type, (flags & Opcodes.ACC_FINAL) != 0 ? value : null);
    int ordinal = (flags & Opcodes.ACC_ENUM) != 0 ? enumConstants++ : -1;
    List<Annotated> on = new ArrayList<>();
    fields.add(
        new FieldInfo(name, fieldName, type, flags & 0xffff, on, () -> constant, ordinal, null));
    return new FieldVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String d, boolean visible) {
        return collect(d, on);
      }
    };
  }

  private static @Nullable Object constant(JType type, @Nullable Object value) {
    if (value instanceof Integer i) {
      return Constants.cast(i, type);
    }
    return value;
  }

  @Override
  public RecordComponentVisitor visitRecordComponent(
      String component, String descriptor, @Nullable String signature) {
    List<Annotated> on = new ArrayList<>();
    components.add(
        new FieldInfo(
            name,
            component,
            type(Type.getType(descriptor)),
            Modifier.PRIVATE | Modifier.FINAL,
            on,
            () -> null,
            -1,
            null));
    return new RecordComponentVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String d, boolean visible) {
        return collect(d, on);
      }
    };
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int flags,
      String methodName,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if ((flags & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) != 0
        || methodName.equals("<clinit>")) {
      return null;
    }
    MethodDraft draft =
        new MethodDraft(methodName, descriptor, flags, new ArrayList<>(), new HashMap<>());
    methods.add(draft);
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String d, boolean visible) {
        return collect(d, draft.annotations);
      }

      @Override
      public AnnotationVisitor visitParameterAnnotation(int parameter, String d, boolean visible) {
        return collect(d, draft.params.computeIfAbsent(parameter, p -> new ArrayList<>()));
      }
    };
  }

  private static AnnotationVisitor collect(String descriptor, List<Annotated> into) {
    Map<String, Object> values = new LinkedHashMap<>();
    into.add(new Annotated(Type.getType(descriptor).getClassName(), () -> values));
    return new Values(values);
  }

  private static final class Values extends AnnotationVisitor {
    private final Map<String, Object> values;

    Values(Map<String, Object> values) {
      super(Opcodes.ASM9);
      this.values = values;
    }

    @Override
    public void visit(String element, Object value) {
      values.put(element, value instanceof Type t ? new Annotated.ClassValue(type(t)) : value);
    }

    @Override
    public void visitEnum(String element, String descriptor, String constant) {
      values.put(
          element, new Annotated.EnumValue(Type.getType(descriptor).getClassName(), constant));
    }

    @Override
    public AnnotationVisitor visitArray(String element) {
      List<Object> list = new ArrayList<>();
      values.put(element, list);
      return new AnnotationVisitor(Opcodes.ASM9) {
        @Override
        public void visit(@Nullable String n, Object value) {
          list.add(value instanceof Type t ? new Annotated.ClassValue(type(t)) : value);
        }

        @Override
        public void visitEnum(@Nullable String n, String descriptor, String constant) {
          list.add(new Annotated.EnumValue(Type.getType(descriptor).getClassName(), constant));
        }
      };
    }
  }
}
