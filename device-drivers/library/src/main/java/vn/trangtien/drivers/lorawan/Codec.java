package vn.trangtien.drivers.lorawan;

import java.util.Optional;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.lorawan.NetworkEvent.Uplink;

/** Finds values in an uplink. */
sealed interface Codec permits ObjectCodec, CayenneLpp {

    Decoded decode(Uplink uplink);

    /**
     * The one way of naming a field, which {@link Decoded#field} takes.
     *
     * @param path of the parameter, for the message
     * @param from as the technician wrote it
     * @throws ConfigException if no uplink can ever have such a field, with what is possible
     */
    String name(String path, String from);

    /** One uplink, decoded. */
    interface Decoded {

        FieldValue field(String name);

        /** What was wrong with the payload; what was decoded before that is doubtful. */
        Optional<String> problem();
    }
}
