package dev.ringkernel.runtime;

class KernelsSimTest extends KernelsOnDeviceCases {
  @Override
  String backend() {
    return "sim";
  }
}
