package dev.ringkernel.compiler.cli;

import java.lang.classfile.ClassFile;
import java.lang.reflect.AccessFlag;

/** Whether a class can be run. */
final class MainMethod {
  private MainMethod() {}

  /** Whether a class file has {@code static void main(String[])}. */
  static boolean in(byte[] classFile) {
    return ClassFile.of().parse(classFile).methods().stream()
        .anyMatch(
            m ->
                m.methodName().equalsString("main")
                    && m.methodType().equalsString("([Ljava/lang/String;)V")
                    && m.flags().has(AccessFlag.STATIC));
  }
}
