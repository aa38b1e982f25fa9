package vn.trangtien.egov.signing.keys;

/** Where a private key lies. */
public sealed interface KeyLocation {

    /** Name of the key within it. */
    String alias();

    /**
     * A PKCS#12 file.
     *
     * @param file name of a file in the key folder, without a path
     */
    record Pkcs12(String file, String alias) implements KeyLocation {

        public Pkcs12 {
            if (file.isBlank() || file.contains("/") || file.contains("\\") || file.startsWith(".")) {
                throw new IllegalArgumentException(
                        "file of a key must be a plain name in the key folder, but was '" + file + "'");
            }
        }
    }

    /**
     * A token or a hardware security module.
     *
     * @param library name of a PKCS#11 library in the settings
     * @param slot its place in the library's list of slots, from 0
     */
    record Pkcs11(String library, int slot, String alias) implements KeyLocation {

        public Pkcs11 {
            if (slot < 0) {
                throw new IllegalArgumentException("slots are counted from 0, but the slot was " + slot);
            }
        }
    }
}
