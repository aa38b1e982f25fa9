package vn.trangtien.gateway.terminal;

/** One look at the machine. Never throws: what goes wrong is the finding. */
@FunctionalInterface
public interface Check {

    Finding look();
}
