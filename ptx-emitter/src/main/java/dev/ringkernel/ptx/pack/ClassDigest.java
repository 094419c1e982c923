package dev.ringkernel.ptx.pack;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * The digest by which a stale kernel is known: SHA-256 over what a class means, so names,
 * descriptors, constants, instructions and RingKernel's own annotations, but no debug information,
 * constant pool order or version. The same source compiled by the same javac has the same digest
 * with any {@code -g}.
 */
public final class ClassDigest {
  private static final String OWN = "Ldev/ringkernel/";

  private ClassDigest() {}

  /** The digest of a class file. Throws {@link IllegalArgumentException} when it is none. */
  public static String of(byte[] classFile) {
    return LayoutDigest.ofText(text(classFile));
  }

  /** The text that is digested: one line a fact. */
  static String text(byte[] classFile) {
    ClassModel model = ClassFile.of().parse(classFile);
    StringBuilder out = new StringBuilder("class ");
    out.append(model.thisClass().asInternalName()).append(' ').append(model.flags().flagsMask());
    model.superclass().ifPresent(s -> out.append(" extends ").append(s.asInternalName()));
    model.interfaces().forEach(i -> out.append(" implements ").append(i.asInternalName()));
    out.append('\n');
    annotations(out, model);
    model
        .findAttribute(Attributes.record())
        .ifPresent(
            r ->
                r.components()
                    .forEach(
                        c -> {
                          out.append("component ").append(c.name().stringValue()).append(' ');
                          out.append(c.descriptor().stringValue()).append('\n');
                          annotations(out, c);
                        }));
    model
        .findAttribute(Attributes.permittedSubclasses())
        .ifPresent(
            p ->
                p.permittedSubclasses()
                    .forEach(c -> out.append("permits ").append(c.asInternalName()).append('\n')));
    for (FieldModel field : model.fields()) {
      out.append("field ").append(field.flags().flagsMask()).append(' ');
      out.append(field.fieldName().stringValue()).append(' ');
      out.append(field.fieldType().stringValue());
      field
          .findAttribute(Attributes.constantValue())
          .ifPresent(
              c -> out.append(" = ").append(CodeText.constant(c.constant().constantValue())));
      out.append('\n');
      annotations(out, field);
    }
    for (MethodModel method : model.methods()) {
      out.append("method ").append(method.flags().flagsMask()).append(' ');
      out.append(method.methodName().stringValue());
      out.append(method.methodType().stringValue()).append('\n');
      annotations(out, method);
      parameterAnnotations(out, method);
      method.code().ifPresent(code -> new CodeText(code, method).write(out));
    }
    return out.toString();
  }

  private static void annotations(StringBuilder out, AttributedElement element) {
    List<Annotation> all = new ArrayList<>();
    element
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .ifPresent(a -> all.addAll(a.annotations()));
    element
        .findAttribute(Attributes.runtimeInvisibleAnnotations())
        .ifPresent(a -> all.addAll(a.annotations()));
    own(out, all);
  }

  private static void parameterAnnotations(StringBuilder out, MethodModel method) {
    method
        .findAttribute(Attributes.runtimeVisibleParameterAnnotations())
        .ifPresent(a -> a.parameterAnnotations().forEach(p -> own(out, p)));
    method
        .findAttribute(Attributes.runtimeInvisibleParameterAnnotations())
        .ifPresent(a -> a.parameterAnnotations().forEach(p -> own(out, p)));
  }

  private static void own(StringBuilder out, List<Annotation> annotations) {
    for (Annotation a : annotations) {
      ClassDesc type = a.classSymbol();
      if (type.descriptorString().startsWith(OWN)) {
        out.append("  ").append(a).append('\n');
      }
    }
  }
}
