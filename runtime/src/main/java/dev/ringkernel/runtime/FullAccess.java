package dev.ringkernel.runtime;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;

/**
 * Full access to a class of another module, or of another loader's unnamed module, that is open to
 * this one. A private lookup across modules may define an ordinary class there, but no nestmate; so
 * it defines one whose own lookup may.
 */
final class FullAccess {
  private static final ClassDesc LOOKUP =
      MethodHandles.Lookup.class.describeConstable().orElseThrow();
  private static final String DOOR = "RingKernelDoor";
  private static final String METHOD = "lookup";

  private FullAccess() {}

  /**
   * A lookup in {@code target} with full privileges.
   *
   * @throws IllegalAccessException if the class's package is not open to this module
   */
  static MethodHandles.Lookup to(Class<?> target) throws IllegalAccessException {
    // The user's module requires ours, not ours the user's.
    FullAccess.class.getModule().addReads(target.getModule());
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(target, MethodHandles.lookup());
    if (lookup.hasFullPrivilegeAccess()) {
      return lookup;
    }
    try {
      MethodHandles.Lookup inside =
          (MethodHandles.Lookup)
              lookup
                  .findStatic(
                      door(lookup, target.getPackageName()),
                      METHOD,
                      MethodType.methodType(MethodHandles.Lookup.class))
                  .invoke();
      return MethodHandles.privateLookupIn(target, inside);
    } catch (IllegalAccessException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(
          "the class that gives access to " + target + " does not work", e);
    }
  }

  private static synchronized Class<?> door(MethodHandles.Lookup lookup, String packageName)
      throws IllegalAccessException {
    String name = packageName.isEmpty() ? DOOR : packageName + "." + DOOR;
    try {
      return lookup.findClass(name);
    } catch (ClassNotFoundException notYet) {
      return lookup.defineClass(generate(ClassDesc.of(name)));
    }
  }

  private static byte[] generate(ClassDesc self) {
    return ClassFile.of()
        .build(
            self,
            b -> {
              b.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC);
              b.withMethodBody(
                  METHOD,
                  MethodTypeDesc.of(LOOKUP),
                  ClassFile.ACC_STATIC,
                  c ->
                      c.invokestatic(
                              ConstantDescs.CD_MethodHandles, METHOD, MethodTypeDesc.of(LOOKUP))
                          .areturn());
            });
  }
}
