package vn.trangtien.gateway.remote.conf;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import vn.trangtien.gateway.remote.RequestFailed;

/** Kura's types of properties that occur here. Others are read where they hold the same: an Integer where a Long is wanted. */
public enum PropertyType {
    STRING,
    LONG,
    DOUBLE,
    BOOLEAN;

    /** As JSON spells it; XML has it as {@code Long}. */
    String xmlName() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Kura's names in JSON and XML, in any case. */
    static Optional<PropertyType> of(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "INTEGER", "SHORT", "BYTE" -> Optional.of(LONG);
            case "FLOAT" -> Optional.of(DOUBLE);
            case "CHAR", "PASSWORD" -> Optional.of(STRING);
            default ->
                Arrays.stream(values())
                        .filter(type -> type.name().equalsIgnoreCase(name))
                        .findFirst();
        };
    }

    /** The value of this type that a text stands for: String, Long, Double or Boolean. */
    Object parse(String name, String text) throws RequestFailed {
        try {
            return switch (this) {
                case STRING -> text;
                case LONG -> Long.parseLong(text.strip());
                case DOUBLE -> Double.parseDouble(text.strip());
                case BOOLEAN -> truth(name, text.strip());
            };
        } catch (NumberFormatException e) {
            throw RequestFailed.bad("property %s must be of type %s, but was '%s'".formatted(name, this, text));
        }
    }

    private static Object truth(String name, String text) throws RequestFailed {
        if (!text.equals("true") && !text.equals("false")) {
            throw RequestFailed.bad("property %s must be true or false, but was '%s'".formatted(name, text));
        }
        return Boolean.valueOf(text);
    }
}
