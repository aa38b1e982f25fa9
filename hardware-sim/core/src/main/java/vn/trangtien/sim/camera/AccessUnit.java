package vn.trangtien.sim.camera;

import java.util.List;

/**
 * All NAL units of one picture, without start codes, parameter sets and delimiters.
 *
 * @param nalUnits in the order of the film
 */
record AccessUnit(List<byte[]> nalUnits) {

    AccessUnit {
        nalUnits = List.copyOf(nalUnits);
    }

    /** Whether decoding can begin here. */
    boolean isKey() {
        return nalUnits.stream().anyMatch(nal -> NalType.of(nal) == NalType.KEY_SLICE);
    }
}
