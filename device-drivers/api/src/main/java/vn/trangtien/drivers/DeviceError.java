package vn.trangtien.drivers;

/** Why a device did not give a value, in the words a technician can act on. */
public enum DeviceError {
    /** Nothing acknowledged the address: wrong address, no power, broken wire. */
    NOT_PRESENT,
    /** Something may be there, but it did not answer in time. */
    TIMEOUT,
    /** An answer came and its checksum is wrong. */
    CRC,
    /** Bytes came that are not a frame of this device. */
    FRAMING,
    /** The device is there and says that it is not ready. */
    BUSY,
    /** Another part answers at this address. */
    WRONG_PART,
    /** The bus itself is held; every device on it fails. */
    BUS_STUCK,
    /** The device refuses the request. */
    UNSUPPORTED,
    /** The port has disappeared from the machine. */
    PORT_GONE
}
