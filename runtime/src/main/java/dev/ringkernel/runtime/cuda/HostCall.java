package dev.ringkernel.runtime.cuda;

/**
 * What {@link DriverProcess} can ask {@link DriverHost} for: one row for each call of {@link
 * dev.ringkernel.runtime.driver} that reaches the driver. Every call but {@link #OPEN} goes to a
 * handle; handles are numbers that the host gives out.
 */
enum HostCall {
  // @formatter:off
  //                  to          arguments                                           answer
  OPEN,            // –           ordinal                                             gpu, properties
  MEMORY,          // gpu         –                                                   memory use
  ALLOCATE,        // gpu         bytes                                               memory, address
  RESERVE,         // gpu         bytes                                               range, address, capacity, granularity
  MAP,             // gpu         path, bytes                                         pages
  REGISTER,        // gpu         path, bytes                                         pages, device address
  NEW_STREAM,      // gpu         –                                                   stream
  NEW_EVENT,       // gpu         –                                                   event
  LOAD,            // gpu         image, options                                      module, log
  ASSEMBLE,        // gpu         text, options                                       cubin
  NEW_GRAPH,       // gpu         function, config, params                            graph
  ENABLE_PEER,     // gpu         peer gpu                                            –
  GROW,            // range       bytes                                               mapped
  LAUNCH,          // stream      function, config, params                            –
  LAUNCH_GRAPH,    // stream      graph                                               –
  COPY_TO_DEVICE,  // stream      address, pages, offset, bytes                       –
  COPY_TO_HOST,    // stream      pages, offset, bytes, address, whether to wait      –
  COPY_ON_DEVICE,  // stream      target, source, bytes                               –
  FILL,            // stream      address, value, bytes                               –
  RECORD,          // stream      event                                               –
  WAIT_FOR,        // stream      event                                               –
  STREAM_DONE,     // stream      –                                                   whether
  STREAM_WAIT,     // stream      –                                                   –
  EVENT_DONE,      // event       –                                                   whether
  EVENT_WAIT,      // event       –                                                   –
  NANOS_SINCE,     // event       earlier event                                       nanoseconds
  FUNCTION,        // module      name                                                function
  GLOBAL,          // module      name                                                variable
  ATTRIBUTES,      // function    –                                                   attributes
  MAX_BLOCKS,      // function    threads, dynamic shared bytes                       blocks
  ALLOW_SHARED,    // function    bytes                                               –
  PREFER_CARVEOUT, // function    per cent                                            –
  CLOSE            // any         –                                                   –
  // @formatter:on
}
