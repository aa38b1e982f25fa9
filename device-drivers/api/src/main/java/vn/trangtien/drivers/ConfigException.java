package vn.trangtien.drivers;

/** A configuration that cannot work. The message names the field, the value, the rule and the remedy. */
public final class ConfigException extends IllegalArgumentException {

    public ConfigException(String message) {
        super(message);
    }
}
