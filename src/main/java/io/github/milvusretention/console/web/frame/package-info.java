/** What stands around all pages: their frame, their assets, and what is answered to errors. */
@NullMarked
package io.github.milvusretention.console.web.frame;

import org.jspecify.annotations.NullMarked;
