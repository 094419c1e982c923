package dev.ringkernel.compiler.front;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether a record's class file has only the constructor and accessors that javac makes: its values
 * are then its components, as for a record whose source can be seen.
 */
final class RecordCode extends ClassVisitor {
  /** Name to the local variable that holds it in the canonical constructor. */
  private final Map<String, Integer> components = new HashMap<>();

  private final StringBuilder canonical = new StringBuilder("(");
  private int nextVariable = 1;
  private boolean own;

  private RecordCode() {
    super(Opcodes.ASM9);
  }

  /** True when a constructor or accessor does more, or other, than javac's. */
  static boolean hasOwnCode(byte[] classFile) {
    RecordCode code = new RecordCode();
    ClassReader reader = new ClassReader(classFile);
    // Components come before methods in the visit.
    reader.accept(code, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return code.own;
  }

  @Override
  public org.objectweb.asm.@Nullable RecordComponentVisitor visitRecordComponent(
      String name, String descriptor, @Nullable String signature) {
    components.put(name, nextVariable);
    nextVariable += descriptor.equals("J") || descriptor.equals("D") ? 2 : 1;
    canonical.append(descriptor);
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (name.equals("<init>")) {
      if (!descriptor.equals(canonical + ")V")) {
        own = true;
        return null;
      }
      return new Plain("java/lang/Record", null);
    }
    return components.containsKey(name) && descriptor.startsWith("()")
        ? new Plain(null, name)
        : null;
  }

  /**
   * Accepts what javac makes: the super call, each field stored from its own parameter, one field
   * returned.
   */
  private final class Plain extends MethodVisitor {
    private final @Nullable String superClass;
    private final @Nullable String field;
    private int loaded = -1;

    Plain(@Nullable String superClass, @Nullable String field) {
      super(Opcodes.ASM9);
      this.superClass = superClass;
      this.field = field;
    }

    @Override
    public void visitInsn(int opcode) {
      own |= opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN;
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      own = true;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      own |= opcode > Opcodes.ALOAD;
      loaded = variable;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      own = true;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      boolean read = opcode == Opcodes.GETFIELD && name.equals(field);
      boolean stored =
          opcode == Opcodes.PUTFIELD
              && superClass != null
              && components.getOrDefault(name, -2) == loaded;
      own |= !read && !stored;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      own |= superClass == null || !superClass.equals(owner) || !name.equals("<init>");
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, org.objectweb.asm.Handle bootstrap, Object... arguments) {
      own = true;
    }

    @Override
    public void visitJumpInsn(int opcode, org.objectweb.asm.Label label) {
      own = true;
    }

    @Override
    public void visitLdcInsn(Object value) {
      own = true;
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
      own = true;
    }
  }
}
