package vn.trangtien.sim.pty;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** What the simulator needs of the C library. */
interface Libc extends Library {

    Libc INSTANCE = Native.load("c", Libc.class);

    int WRITE_ONLY = 1;
    int READ_WRITE = 2;
    int NO_CONTROLLING_TERMINAL = 0400;
    int NON_BLOCKING = 04000;

    int posix_openpt(int flags);

    int grantpt(int fd);

    int unlockpt(int fd);

    int ptsname_r(int fd, byte[] name, NativeLong length);

    int mkfifo(String path, int mode);

    int open(String path, int flags);

    int close(int fd);

    NativeLong read(int fd, byte[] bytes, NativeLong length);

    NativeLong write(int fd, byte[] bytes, NativeLong length);

    int tcgetattr(int fd, Pointer attributes);

    int tcsetattr(int fd, int when, Pointer attributes);

    void cfmakeraw(Pointer attributes);

    int ioctl(int fd, NativeLong request, Pointer argument);

    int poll(Pointer descriptors, NativeLong count, int timeoutMillis);
}
