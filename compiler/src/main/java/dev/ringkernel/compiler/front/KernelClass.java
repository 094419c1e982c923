package dev.ringkernel.compiler.front;

import dev.ringkernel.ir.Module;
import dev.ringkernel.ptx.pack.Manifest;
import java.util.List;

/**
 * A class with handlers, kernels or exports, as IR before any pass.
 *
 * @param binaryName of the class
 * @param module its functions; helpers are separate DEVICE functions still
 * @param draft the manifest without compiler version, digests, targets and class entries
 * @param inlinedClasses binary names of the classes whose code is in the module, the class itself
 *     first
 */
public record KernelClass(
    String binaryName, Module module, Manifest draft, List<String> inlinedClasses) {
  public KernelClass {
    inlinedClasses = List.copyOf(inlinedClasses);
  }
}
