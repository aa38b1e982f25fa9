/**
 * The schema {@code platform}, its migrations and the dated data files that fill it.
 *
 * <p>Instants go to the database as {@code timestamptz} in UTC; SQL always names the schema.
 */
@NullMarked
package vn.trangtien.platform.database;

import org.jspecify.annotations.NullMarked;
