/**
 * What people do at the pages: each act from its page to the cluster, and what is recorded of it.
 */
@NullMarked
package io.github.milvusretention.console.confirm;

import org.jspecify.annotations.NullMarked;
