/**
 * What the gateway tells the cloud of its own work: how its spool stands, what it gave up, what is wrong with its disk, and
 * whatever other parts of it add.
 */
@NullMarked
package vn.trangtien.gateway.report;

import org.jspecify.annotations.NullMarked;
