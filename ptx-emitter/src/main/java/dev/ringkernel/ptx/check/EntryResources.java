package dev.ringkernel.ptx.check;

/**
 * What the code of one entry needs, as its assembler reports it; sizes in bytes.
 *
 * @param name the entry's name
 * @param registers registers of a thread
 * @param stack stack frame of a thread; where functions are called, of the deepest call chain
 * @param spillStores stores of spilled registers
 * @param spillLoads loads of spilled registers
 * @param shared statically declared shared memory of a block
 * @param barriers named barriers in use
 */
public record EntryResources(
    String name,
    int registers,
    int stack,
    int spillStores,
    int spillLoads,
    int shared,
    int barriers) {

  /** Says whether registers are spilled to memory. */
  public boolean spills() {
    return spillStores != 0 || spillLoads != 0;
  }
}
