/** A customer as kept and as decided about: state, memberships, timer. */
package dev.segue.segmentation.customer;
