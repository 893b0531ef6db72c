// A file of its own: in Vite's dev server the package's worker is no module ("module is not defined").
import "monaco-yaml/yaml.worker.js";
