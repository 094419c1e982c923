package dev.ringkernel.device;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The JDK methods that device code may call, and what each becomes.
 *
 * <p>The rows stand in {@link #TABLE}: method, result type, kind, target. Where the JDK throws for
 * a zero divisor, the compiler adds the check that integer division has.
 */
public final class JdkIntrinsics {
  /** What a row's target names. */
  public enum Kind {
    /**
     * An operation of the IR, such as {@code FMA}; its type is the operands', or for conversions
     * the result's.
     */
    IR,
    /** A PTX spelling, as in {@link Intrinsic}. */
    PTX,
    /**
     * The method of this name and these parameters in {@link Lang}, compiled in the JDK method's
     * place.
     */
    JAVA
  }

  /**
   * A JDK method that device code may call.
   *
   * @param owner binary name of the class
   * @param name of the static method
   * @param parameters names of the primitive parameter types
   * @param result name of the primitive result type
   * @param kind what {@code target} names
   * @param target an operation, a spelling or a method
   */
  public record Row(
      String owner, String name, List<String> parameters, String result, Kind kind, String target) {
    public Row {
      parameters = List.copyOf(parameters);
    }

    /** Owner, name and parameters, as in {@code java.lang.Math#abs(int)}. */
    public String signature() {
      return JdkIntrinsics.signature(owner, name, parameters);
    }
  }

  // @formatter:off
  private static final String TABLE =
      """
      java.lang.Math#abs(int)                        int     ir   ABS
      java.lang.Math#min(int,int)                    int     ir   MIN
      java.lang.Math#max(int,int)                    int     ir   MAX
      java.lang.Math#abs(long)                       long    ir   ABS
      java.lang.Math#min(long,long)                  long    ir   MIN
      java.lang.Math#max(long,long)                  long    ir   MAX
      java.lang.Math#abs(float)                      float   ir   ABS
      java.lang.Math#min(float,float)                float   ir   MIN
      java.lang.Math#max(float,float)                float   ir   MAX
      java.lang.Math#abs(double)                     double  ir   ABS
      java.lang.Math#min(double,double)              double  ir   MIN
      java.lang.Math#max(double,double)              double  ir   MAX
      java.lang.Math#fma(float,float,float)          float   ir   FMA
      java.lang.Math#copySign(float,float)           float   ir   COPYSIGN
      java.lang.Math#fma(double,double,double)       double  ir   FMA
      java.lang.Math#copySign(double,double)         double  ir   COPYSIGN
      java.lang.Math#sqrt(double)                    double  ir   SQRT
      java.lang.Math#floor(double)                   double  ir   FLOOR
      java.lang.Math#ceil(double)                    double  ir   CEIL
      java.lang.Math#rint(double)                    double  ir   RINT
      java.lang.Math#multiplyHigh(long,long)         long    ir   MULHI
      java.lang.Math#unsignedMultiplyHigh(long,long) long    ir   UMULHI
      java.lang.Math#addExact(int,int)               int     java addExact
      java.lang.Math#subtractExact(int,int)          int     java subtractExact
      java.lang.Math#multiplyExact(int,int)          int     java multiplyExact
      java.lang.Math#incrementExact(int)             int     java incrementExact
      java.lang.Math#decrementExact(int)             int     java decrementExact
      java.lang.Math#negateExact(int)                int     java negateExact
      java.lang.Math#floorDiv(int,int)               int     java floorDiv
      java.lang.Math#floorMod(int,int)               int     java floorMod
      java.lang.Math#ceilDiv(int,int)                int     java ceilDiv
      java.lang.Math#addExact(long,long)             long    java addExact
      java.lang.Math#subtractExact(long,long)        long    java subtractExact
      java.lang.Math#multiplyExact(long,long)        long    java multiplyExact
      java.lang.Math#incrementExact(long)            long    java incrementExact
      java.lang.Math#decrementExact(long)            long    java decrementExact
      java.lang.Math#negateExact(long)               long    java negateExact
      java.lang.Math#floorDiv(long,long)             long    java floorDiv
      java.lang.Math#floorMod(long,long)             long    java floorMod
      java.lang.Math#ceilDiv(long,long)              long    java ceilDiv
      java.lang.Math#floorDiv(long,int)              long    java floorDiv
      java.lang.Math#floorMod(long,int)              int     java floorMod
      java.lang.Math#ceilDiv(long,int)               long    java ceilDiv
      java.lang.Math#multiplyFull(int,int)           long    ptx  mul.wide.s32 d, a, b
      java.lang.Math#toIntExact(long)                int     java toIntExact
      java.lang.Math#signum(float)                   float   java signum
      java.lang.Math#round(float)                    int     java round
      java.lang.Math#getExponent(float)              int     java getExponent
      java.lang.Math#nextUp(float)                   float   java nextUp
      java.lang.Math#nextDown(float)                 float   java nextDown
      java.lang.Math#clamp(float,float,float)        float   java clamp
      java.lang.Math#signum(double)                  double  java signum
      java.lang.Math#round(double)                   long    java round
      java.lang.Math#getExponent(double)             int     java getExponent
      java.lang.Math#nextUp(double)                  double  java nextUp
      java.lang.Math#nextDown(double)                double  java nextDown
      java.lang.Math#clamp(double,double,double)     double  java clamp
      java.lang.Math#clamp(long,int,int)             int     java clamp
      java.lang.Math#clamp(long,long,long)           long    java clamp
      java.lang.Math#toRadians(double)               double  java toRadians
      java.lang.Math#toDegrees(double)               double  java toDegrees
      java.lang.Integer#sum(int,int)                 int     ir   ADD
      java.lang.Integer#min(int,int)                 int     ir   MIN
      java.lang.Integer#max(int,int)                 int     ir   MAX
      java.lang.Integer#divideUnsigned(int,int)      int     ir   UDIV
      java.lang.Integer#remainderUnsigned(int,int)   int     ir   UREM
      java.lang.Integer#toUnsignedLong(int)          long    ir   ZEXT
      java.lang.Integer#bitCount(int)                int     ptx  popc.b32 d, a
      java.lang.Integer#numberOfLeadingZeros(int)    int     ptx  clz.b32 d, a
      java.lang.Integer#reverse(int)                 int     ptx  brev.b32 d, a
      java.lang.Integer#numberOfTrailingZeros(int)   int     java numberOfTrailingZeros
      java.lang.Integer#highestOneBit(int)           int     java highestOneBit
      java.lang.Integer#lowestOneBit(int)            int     java lowestOneBit
      java.lang.Integer#rotateLeft(int,int)          int     java rotateLeft
      java.lang.Integer#rotateRight(int,int)         int     java rotateRight
      java.lang.Integer#reverseBytes(int)            int     java reverseBytes
      java.lang.Integer#signum(int)                  int     java signum
      java.lang.Integer#compare(int,int)             int     java compare
      java.lang.Integer#compareUnsigned(int,int)     int     java compareUnsigned
      java.lang.Long#sum(long,long)                  long    ir   ADD
      java.lang.Long#min(long,long)                  long    ir   MIN
      java.lang.Long#max(long,long)                  long    ir   MAX
      java.lang.Long#divideUnsigned(long,long)       long    ir   UDIV
      java.lang.Long#remainderUnsigned(long,long)    long    ir   UREM
      java.lang.Long#bitCount(long)                  int     ptx  popc.b64 d, a
      java.lang.Long#numberOfLeadingZeros(long)      int     ptx  clz.b64 d, a
      java.lang.Long#reverse(long)                   long    ptx  brev.b64 d, a
      java.lang.Long#numberOfTrailingZeros(long)     int     java numberOfTrailingZeros
      java.lang.Long#highestOneBit(long)             long    java highestOneBit
      java.lang.Long#lowestOneBit(long)              long    java lowestOneBit
      java.lang.Long#rotateLeft(long,int)            long    java rotateLeft
      java.lang.Long#rotateRight(long,int)           long    java rotateRight
      java.lang.Long#reverseBytes(long)              long    java reverseBytes
      java.lang.Long#signum(long)                    int     java signum
      java.lang.Long#compare(long,long)              int     java compare
      java.lang.Long#compareUnsigned(long,long)      int     java compareUnsigned
      java.lang.Float#sum(float,float)               float   ir   ADD
      java.lang.Float#min(float,float)               float   ir   MIN
      java.lang.Float#max(float,float)               float   ir   MAX
      java.lang.Float#floatToRawIntBits(float)       int     ir   BITCAST
      java.lang.Float#intBitsToFloat(int)            float   ir   BITCAST
      java.lang.Float#floatToIntBits(float)          int     java floatToIntBits
      java.lang.Float#isNaN(float)                   boolean java isNaN
      java.lang.Float#isInfinite(float)              boolean java isInfinite
      java.lang.Float#isFinite(float)                boolean java isFinite
      java.lang.Float#compare(float,float)           int     java compare
      java.lang.Double#sum(double,double)            double  ir   ADD
      java.lang.Double#min(double,double)            double  ir   MIN
      java.lang.Double#max(double,double)            double  ir   MAX
      java.lang.Double#doubleToRawLongBits(double)   long    ir   BITCAST
      java.lang.Double#longBitsToDouble(long)        double  ir   BITCAST
      java.lang.Double#doubleToLongBits(double)      long    java doubleToLongBits
      java.lang.Double#isNaN(double)                 boolean java isNaN
      java.lang.Double#isInfinite(double)            boolean java isInfinite
      java.lang.Double#isFinite(double)              boolean java isFinite
      java.lang.Double#compare(double,double)        int     java compare
      java.lang.Byte#toUnsignedInt(byte)             int     ir   ZEXT
      java.lang.Byte#toUnsignedLong(byte)            long    ir   ZEXT
      java.lang.Short#toUnsignedInt(short)           int     ir   ZEXT
      java.lang.Short#toUnsignedLong(short)          long    ir   ZEXT
      """;
  // @formatter:on

  private static final Map<String, Row> ROWS = parse();

  private JdkIntrinsics() {}

  /** All rows, in the table's order. */
  public static Collection<Row> rows() {
    return ROWS.values();
  }

  /**
   * The row of a static method, by its owner's binary name and the names of its parameter types.
   */
  public static Optional<Row> find(String owner, String name, List<String> parameters) {
    return Optional.ofNullable(ROWS.get(signature(owner, name, parameters)));
  }

  private static String signature(String owner, String name, List<String> parameters) {
    return owner + "#" + name + "(" + String.join(",", parameters) + ")";
  }

  private static Map<String, Row> parse() {
    Map<String, Row> rows = new LinkedHashMap<>();
    TABLE
        .lines()
        .forEach(
            line -> {
              String[] cells = line.split(" +", 4);
              int hash = cells[0].indexOf('#');
              int open = cells[0].indexOf('(');
              Row row =
                  new Row(
                      cells[0].substring(0, hash),
                      cells[0].substring(hash + 1, open),
                      Arrays.asList(cells[0].substring(open + 1, cells[0].length() - 1).split(",")),
                      cells[1],
                      Kind.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                      cells[3]);
              if (rows.put(row.signature(), row) != null) {
                throw new IllegalStateException("two rows for " + row.signature());
              }
            });
    return Collections.unmodifiableMap(rows);
  }
}
