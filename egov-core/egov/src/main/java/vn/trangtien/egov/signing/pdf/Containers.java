package vn.trangtien.egov.signing.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1InputStream;

/** The container of a signature is larger than the signature; the rest is filled with zeros (ISO 32000-1, 12.8.1). */
final class Containers {

    private Containers() {}

    /** How many bytes the ASN.1 structure at the beginning takes; -1 if there is none. */
    static int used(byte[] container) {
        var rest = new ByteArrayInputStream(container);
        try (var structure = new ASN1InputStream(rest, container.length)) {
            return structure.readObject() == null ? -1 : container.length - rest.available();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return -1;
        }
    }

    /** Without the zeros; what is no structure stays as it is. */
    static byte[] trimmed(byte[] container) {
        int used = used(container);
        return used < 0 ? container : Arrays.copyOf(container, used);
    }

    /** Whether the structure is there and nothing but zeros follows it. */
    static boolean isClean(byte[] container) {
        int used = used(container);
        if (used < 0) {
            return false;
        }
        for (int i = used; i < container.length; i++) {
            if (container[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
