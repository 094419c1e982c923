package dev.ringkernel.ptx.pack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a manifest, read strictly: each field is there, has its kind, and none is left
 * over.
 */
final class JsonObject {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  static final String REBUILD = "Compile the class again with this version of RingKernel";

  private final String resource;
  private final String path;
  private final Map<String, @Nullable Object> fields;

  private JsonObject(String resource, String path, Map<String, @Nullable Object> fields) {
    this.resource = resource;
    this.path = path;
    this.fields = new LinkedHashMap<>(fields);
  }

  /** Parses a text that must be one object. */
  static JsonObject parse(String resource, String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new PackageException(resource, "is not a JSON object", REBUILD);
      }
      Map<String, @Nullable Object> fields = object(parser);
      if (parser.nextToken() != null) {
        throw new PackageException(resource, "has text after the end of its object", REBUILD);
      }
      return new JsonObject(resource, "", fields);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new PackageException(
          resource, "is not JSON" + place + ": " + e.getOriginalMessage(), REBUILD, e);
    } catch (IOException e) {
      throw new IllegalStateException("a string was read", e);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case null -> throw new IllegalStateException("the parser reports an early end itself");
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("not the start of a value: " + parser.currentToken());
    };
  }

  String string(String name) {
    return take(name, String.class, "a string");
  }

  @Nullable String stringOrNull(String name) {
    return isNull(name) ? null : string(name);
  }

  int integer(String name) {
    long value = take(name, Long.class, "a number");
    if (value != (int) value) {
      throw wrong(name, "is " + value + ", which is not an int");
    }
    return (int) value;
  }

  long number(String name) {
    return take(name, Long.class, "a whole number");
  }

  boolean flag(String name) {
    return take(name, Boolean.class, "true or false");
  }

  List<String> strings(String name) {
    List<String> out = new ArrayList<>();
    for (Object element : take(name, List.class, "a list")) {
      if (!(element instanceof String text)) {
        throw wrong(name, "holds " + element + " where a string is expected");
      }
      out.add(text);
    }
    return out;
  }

  <T> List<T> objects(String name, Function<JsonObject, T> reader) {
    List<T> out = new ArrayList<>();
    int index = 0;
    for (Object element : take(name, List.class, "a list")) {
      out.add(read(name + "[" + index++ + "]", element, reader));
    }
    return out;
  }

  <T> @Nullable T objectOrNull(String name, Function<JsonObject, T> reader) {
    return isNull(name) ? null : read(name, take(name, Map.class, "an object"), reader);
  }

  <T> T object(String name, Function<JsonObject, T> reader) {
    return read(name, take(name, Map.class, "an object"), reader);
  }

  private <T> T read(String name, @Nullable Object element, Function<JsonObject, T> reader) {
    if (!(element instanceof Map<?, ?> map)) {
      throw wrong(name, "is " + element + " where an object is expected");
    }
    Map<String, @Nullable Object> inner = new LinkedHashMap<>();
    map.forEach((k, v) -> inner.put((String) k, v));
    JsonObject object = new JsonObject(resource, path + name + ".", inner);
    T result;
    try {
      result = reader.apply(object);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "is not valid: " + e.getMessage());
    }
    object.end();
    return result;
  }

  /** Refuses what was not asked for. */
  void end() {
    if (!fields.isEmpty()) {
      throw wrong(fields.keySet().iterator().next(), "is not known to this version");
    }
  }

  PackageException wrong(String name, String what) {
    return new PackageException(resource, "field '" + path + name + "' " + what, REBUILD);
  }

  private boolean isNull(String name) {
    if (fields.containsKey(name) && fields.get(name) == null) {
      fields.remove(name);
      return true;
    }
    return false;
  }

  private <T> T take(String name, Class<T> kind, String expected) {
    if (!fields.containsKey(name)) {
      throw wrong(name, "is missing");
    }
    Object value = fields.remove(name);
    if (!kind.isInstance(value)) {
      throw wrong(name, "is " + value + " where " + expected + " is expected");
    }
    return kind.cast(value);
  }
}
