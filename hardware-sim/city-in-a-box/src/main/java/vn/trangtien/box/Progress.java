package vn.trangtien.box;

import vn.trangtien.drivers.Text;

/** Told what has just become true while the city starts and stops. Called from one thread at a time. */
@FunctionalInterface
public interface Progress {

    /** Somebody who does not care. */
    Progress SILENT = what -> {};

    void say(Text what);
}
