/**
 * Register-level and byte-level models of instruments, written from their datasheets. Deliberately without any code of the
 * drivers that read them: shared code would agree with the driver's mistakes.
 */
@NullMarked
package vn.trangtien.sim.model;

import org.jspecify.annotations.NullMarked;
