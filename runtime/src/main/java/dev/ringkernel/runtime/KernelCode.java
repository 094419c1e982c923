package dev.ringkernel.runtime;

import dev.ringkernel.ptx.pack.KernelEntry;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.text.PtxNames;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.KernelParams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The data-parallel kernels of one class on a device.
 *
 * @param functions by the kernel's Java name
 * @param sources by the number in a fault word
 */
record KernelCode(GpuModule module, Map<String, Entry> functions, List<String> sources) {

  /** A kernel ready to launch; its parameters are filled under the lock of its launches. */
  record Entry(
      GpuFunction function, GpuFunction.FunctionAttributes attributes, KernelParams params) {}

  /** Loads what {@link DeviceCode#image} gave; no kernel may be resident. */
  static KernelCode load(Gpu gpu, KernelPackage pack, byte[] image, List<String> sources) {
    GpuModule module = DeviceCode.load(gpu, image);
    Map<String, Entry> functions = new HashMap<>();
    for (KernelEntry k : pack.manifest().kernels()) {
      GpuFunction function = module.function(PtxNames.mangle(k.function()));
      functions.put(
          k.method(), new Entry(function, function.attributes(), KernelParams.of(types(k))));
    }
    return new KernelCode(module, functions, sources);
  }

  private static KernelParams.Type[] types(KernelEntry kernel) {
    List<KernelParams.Type> types = new ArrayList<>();
    for (KernelEntry.Parameter p : kernel.parameters()) {
      if (p.array()) {
        types.add(KernelParams.Type.I64);
        types.add(KernelParams.Type.I32);
      } else {
        types.add(Element.ofText(p.type()).orElseThrow().parameter());
      }
    }
    types.add(KernelParams.Type.I64);
    return types.toArray(KernelParams.Type[]::new);
  }
}
