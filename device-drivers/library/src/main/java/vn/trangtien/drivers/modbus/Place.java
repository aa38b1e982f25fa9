package vn.trangtien.drivers.modbus;

/** Says where a key was written, for whoever has to correct it. */
@FunctionalInterface
interface Place {

    /**
     * The place of a key.
     *
     * @param key path within the configuration's {@code params} or within the map file, for example {@code registers.power.at}
     */
    String of(String key);
}
