/**
 * What programs may ask for, by whom, and with which parameters: one list, and what is told of it.
 */
@NullMarked
package io.github.milvusretention.console.api.operations;

import org.jspecify.annotations.NullMarked;
