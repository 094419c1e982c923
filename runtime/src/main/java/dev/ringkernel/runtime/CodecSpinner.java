package dev.ringkernel.runtime;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.ptx.pack.Layout;
import dev.ringkernel.ptx.pack.LayoutField;
import dev.ringkernel.runtime.device.Slot;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Makes the {@link MessageCodec} of a record: a hidden class beside it that reads its accessors and
 * calls its constructor directly.
 */
final class CodecSpinner {
  private static final ClassDesc CODEC = desc(MessageCodec.class);
  private static final ClassDesc RECORD = desc(Record.class);
  private static final ClassDesc SINK = desc(Sink.class);
  private static final ClassDesc REF = desc(ActorRef.class);
  private static final ClassDesc LONGS = CD_long.arrayType();
  private static final ClassDesc REFS = desc(LongFunction.class);
  private static final ClassDesc ENUMS = CD_Object.arrayType().arrayType();

  private final Class<? extends Record> record;
  private final Layout layout;
  private final ClassDesc self;
  private final int words;
  private final List<Object[]> enums = new ArrayList<>();

  private CodecSpinner(Class<? extends Record> record, Layout layout) {
    this.record = record;
    this.layout = layout;
    this.words = layout.size() / 8;
    this.self = ClassDesc.of(record.getName() + "$Codec");
  }

  /**
   * Makes a codec.
   *
   * @throws IllegalArgumentException if the record does not have the layout's components, or is not
   *     accessible
   */
  static MessageCodec spin(
      Class<? extends Record> record, Layout layout, LongFunction<ActorRef<?>> refs) {
    CodecSpinner spinner = new CodecSpinner(record, layout);
    byte[] bytes = spinner.generate();
    try {
      MethodHandles.Lookup lookup =
          FullAccess.to(record)
              .defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
      return (MessageCodec)
          lookup
              .findConstructor(
                  lookup.lookupClass(),
                  java.lang.invoke.MethodType.methodType(
                      void.class, Class.class, int.class, LongFunction.class, Object[][].class))
              .invoke(record, spinner.words, refs, spinner.enums.toArray(new Object[0][]));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          record.getName()
              + " is not open to dev.ringkernel.runtime; add 'opens "
              + record.getPackageName()
              + " to dev.ringkernel.runtime;' to its module-info.java.",
          e);
    } catch (Throwable e) {
      throw new IllegalStateException("The codec of " + record.getName() + " does not load", e);
    }
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  private byte[] generate() {
    return ClassFile.of()
        .build(
            self,
            b -> {
              b.withSuperclass(CODEC);
              b.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC);
              b.withField("refs", REFS, ClassFile.ACC_FINAL | ClassFile.ACC_PRIVATE);
              b.withField("enums", ENUMS, ClassFile.ACC_FINAL | ClassFile.ACC_PRIVATE);
              b.withMethodBody(
                  "<init>",
                  MethodTypeDesc.of(CD_void, CD_Class, CD_int, REFS, ENUMS),
                  ClassFile.ACC_PUBLIC,
                  c ->
                      c.aload(0)
                          .aload(1)
                          .iload(2)
                          .invokespecial(
                              CODEC, "<init>", MethodTypeDesc.of(CD_void, CD_Class, CD_int))
                          .aload(0)
                          .aload(3)
                          .putfield(self, "refs", REFS)
                          .aload(0)
                          .aload(4)
                          .putfield(self, "enums", ENUMS)
                          .return_());
              b.withMethodBody(
                  "encode",
                  MethodTypeDesc.of(CD_void, RECORD, LONGS, CD_int),
                  ClassFile.ACC_PUBLIC,
                  this::encode);
              b.withMethodBody(
                  "send",
                  MethodTypeDesc.of(CD_long, RECORD, SINK, CD_long, CD_long, CD_long, CD_long),
                  ClassFile.ACC_PUBLIC,
                  this::send);
              b.withMethodBody(
                  "decode",
                  MethodTypeDesc.of(RECORD, LONGS, CD_int),
                  ClassFile.ACC_PUBLIC,
                  c ->
                      decode(
                          c, (code, i) -> code.aload(1).iload(2).loadConstant(i).iadd().laload()));
              b.withMethodBody(
                  "decode",
                  MethodTypeDesc.of(RECORD, CD_long, CD_long, CD_long, CD_long),
                  ClassFile.ACC_PUBLIC,
                  c -> {
                    if (words > Slot.FIRST_WORDS) {
                      c.new_(desc(IllegalStateException.class))
                          .dup()
                          .invokespecial(
                              desc(IllegalStateException.class),
                              "<init>",
                              MethodTypeDesc.of(CD_void))
                          .athrow();
                    } else {
                      decode(c, (code, i) -> code.lload(1 + 2 * i));
                    }
                  });
            });
  }

  private interface WordLoader {
    void load(CodeBuilder code, int index);
  }

  // Encoding.

  private void encode(CodeBuilder c) {
    for (int i = 0; i < words; i++) {
      c.aload(2).iload(3).loadConstant(i).iadd();
      pushWord(c, i);
      c.lastore();
    }
    c.return_();
  }

  private void send(CodeBuilder c) {
    if (words > Slot.FIRST_WORDS) {
      c.aload(0).aload(1).aload(2).lload(3).lload(5).lload(7).lload(9);
      c.invokevirtual(
          CODEC,
          "sendLong",
          MethodTypeDesc.of(CD_long, RECORD, SINK, CD_long, CD_long, CD_long, CD_long));
      c.lreturn();
      return;
    }
    c.aload(2).lload(3).lload(5).lload(7).lload(9);
    for (int i = 0; i < Slot.FIRST_WORDS; i++) {
      if (i < words) {
        pushWord(c, i);
      } else {
        c.lconst_0();
      }
    }
    ClassDesc[] longs = new ClassDesc[8];
    Arrays.fill(longs, CD_long);
    c.invokeinterface(SINK, "put", MethodTypeDesc.of(CD_long, longs));
    c.lreturn();
  }

  /** Pushes payload word {@code index}: the or of what lies in it. Local 1 is the record. */
  private void pushWord(CodeBuilder c, int index) {
    boolean first = true;
    for (LayoutField field : layout.fields()) {
      int size = field.wireType().bytes();
      for (int e = 0; e < field.elements(); e++) {
        int offset = field.offset() + e * size;
        if (offset / 8 != index) {
          continue;
        }
        if (field.isArray() && (e == 0)) {
          checkLength(c, field);
        }
        pushLeaf(c, field, e);
        int shift = offset % 8 * 8;
        if (shift != 0) {
          c.loadConstant(shift).lshl();
        }
        if (!first) {
          c.lor();
        }
        first = false;
      }
    }
    if (first) {
      c.lconst_0();
    }
  }

  private void checkLength(CodeBuilder c, LayoutField field) {
    pushPath(c, field.name());
    c.arraylength().loadConstant(field.count()).loadConstant(field.name());
    c.invokestatic(CODEC, "checkLength", MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_String));
  }

  /** Pushes what a dotted name with indices leads to; gives its class. */
  private Class<?> pushPath(CodeBuilder c, String name) {
    c.aload(1).checkcast(desc(record));
    Class<?> type = record;
    for (String step : name.split("\\.", -1)) {
      int bracket = step.indexOf('[');
      String member = bracket < 0 ? step : step.substring(0, bracket);
      RecordComponent component = component(type, member);
      c.invokevirtual(desc(type), member, MethodTypeDesc.of(desc(component.getType())));
      type = component.getType();
      checkPresent(c, type, name);
      if (bracket >= 0) {
        c.loadConstant(Integer.parseInt(step.substring(bracket + 1, step.length() - 1))).aaload();
        type = type.getComponentType();
        checkPresent(c, type, name);
      }
    }
    return type;
  }

  /** Refuses null in what is on the stack, where its type has one that cannot be sent. */
  private static void checkPresent(CodeBuilder c, Class<?> type, String name) {
    if (type.isRecord() || type.isArray() || type.isEnum()) {
      c.loadConstant(name)
          .invokestatic(CODEC, "present", MethodTypeDesc.of(CD_Object, CD_Object, CD_String))
          .checkcast(desc(type));
    }
  }

  private static RecordComponent component(Class<?> type, String name) {
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (component.getName().equals(name)) {
          return component;
        }
      }
    }
    throw new IllegalArgumentException(
        type.getName()
            + " has no component "
            + name
            + ", though it was compiled with one; compile again.");
  }

  private void pushLeaf(CodeBuilder c, LayoutField field, int element) {
    Class<?> type = pushPath(c, field.name());
    if (field.isArray()) {
      type = type.getComponentType();
      c.loadConstant(element).arrayLoad(TypeKind.from(desc(type)));
      checkPresent(c, type, field.name());
    }
    if (type == long.class) {
      return;
    }
    if (type == double.class) {
      c.invokestatic(
          desc(Double.class), "doubleToRawLongBits", MethodTypeDesc.of(CD_long, CD_double));
      return;
    }
    if (ActorRef.class.isAssignableFrom(type)) {
      c.aload(0).getfield(self, "refs", REFS);
      c.invokestatic(CODEC, "idOf", MethodTypeDesc.of(CD_long, REF, REFS));
      return;
    }
    if (type == float.class) {
      c.invokestatic(desc(Float.class), "floatToRawIntBits", MethodTypeDesc.of(CD_int, CD_float));
    } else if (type.isEnum()) {
      c.invokevirtual(desc(Enum.class), "ordinal", MethodTypeDesc.of(CD_int));
    }
    c.i2l();
    long mask =
        switch (field.wireType().bytes()) {
          case 1 -> 0xffL;
          case 2 -> 0xffffL;
          default -> 0xffffffffL;
        };
    c.loadConstant(mask).land();
  }

  // Decoding.

  private void decode(CodeBuilder c, WordLoader loader) {
    construct(c, loader, record, "");
    c.areturn();
  }

  private void construct(CodeBuilder c, WordLoader loader, Class<?> type, String prefix) {
    c.new_(desc(type)).dup();
    RecordComponent[] components = type.getRecordComponents();
    ClassDesc[] parameters = new ClassDesc[components.length];
    for (int i = 0; i < components.length; i++) {
      parameters[i] = desc(components[i].getType());
      pullComponent(c, loader, components[i].getType(), prefix + components[i].getName());
    }
    c.invokespecial(desc(type), "<init>", MethodTypeDesc.of(CD_void, parameters));
  }

  private void pullComponent(CodeBuilder c, WordLoader loader, Class<?> type, String name) {
    if (type.isRecord()) {
      construct(c, loader, type, name + ".");
    } else if (!type.isArray()) {
      LayoutField field = field(name);
      pullLeaf(c, loader, type, field.offset());
    } else if (type.getComponentType().isRecord()) {
      int count = 0;
      while (hasPrefix(name + "[" + count + "].")) {
        count++;
      }
      c.loadConstant(count).anewarray(desc(type.getComponentType()));
      for (int i = 0; i < count; i++) {
        c.dup().loadConstant(i);
        construct(c, loader, type.getComponentType(), name + "[" + i + "].");
        c.aastore();
      }
    } else {
      LayoutField field = field(name);
      Class<?> element = type.getComponentType();
      c.loadConstant(field.count());
      if (element.isPrimitive()) {
        c.newarray(TypeKind.from(desc(element)));
      } else {
        c.anewarray(desc(element));
      }
      for (int i = 0; i < field.count(); i++) {
        c.dup().loadConstant(i);
        pullLeaf(c, loader, element, field.offset() + i * field.wireType().bytes());
        c.arrayStore(TypeKind.from(desc(element)));
      }
    }
  }

  private LayoutField field(String name) {
    return layout
        .field(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    record.getName()
                        + " has a component "
                        + name
                        + " that its kernel was compiled without; compile again."));
  }

  private boolean hasPrefix(String prefix) {
    return layout.fields().stream().anyMatch(f -> f.name().startsWith(prefix));
  }

  private void pullLeaf(CodeBuilder c, WordLoader loader, Class<?> type, int offset) {
    if (type.isEnum()) {
      c.aload(0).getfield(self, "enums", ENUMS).loadConstant(enums.size()).aaload();
      enums.add(type.getEnumConstants());
    } else if (ActorRef.class.isAssignableFrom(type)) {
      c.aload(0).getfield(self, "refs", REFS);
    }
    loader.load(c, offset / 8);
    int shift = offset % 8 * 8;
    if (shift != 0) {
      c.loadConstant(shift).lushr();
    }
    if (type == long.class) {
      return;
    }
    if (type == double.class) {
      c.invokestatic(desc(Double.class), "longBitsToDouble", MethodTypeDesc.of(CD_double, CD_long));
    } else if (ActorRef.class.isAssignableFrom(type)) {
      c.invokestatic(CODEC, "refOf", MethodTypeDesc.of(REF, REFS, CD_long));
    } else {
      c.l2i();
      if (type == float.class) {
        c.invokestatic(desc(Float.class), "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
      } else if (type == boolean.class) {
        c.loadConstant(1).iand();
      } else if (type == byte.class) {
        c.i2b();
      } else if (type == short.class) {
        c.i2s();
      } else if (type == char.class) {
        c.i2c();
      } else if (type.isEnum()) {
        c.aaload().checkcast(desc(type));
      }
    }
  }
}
