package vn.trangtien.gateway.config;

/**
 * One mistake in a configuration.
 *
 * @param file name of the file
 * @param line from 1
 * @param key path of the key, for example {@code devices[2].every}
 * @param value what stands there, shortened
 * @param rule what must stand there, and what to do
 */
public record ConfigProblem(String file, int line, String key, String value, String rule) {

    /** One line for a technician: {@code gateway.yaml:12: devices[2].every is '60': needs a unit …}. */
    @Override
    public String toString() {
        return "%s:%d: %s is '%s': %s".formatted(file, line, key, value, rule);
    }
}
