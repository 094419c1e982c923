final class Example {
  int f( { return 1; }
}
