// Sets Monaco's own words; must be loaded before Monaco is.
import "monaco-editor/esm/nls.messages.zh-cn.js";
