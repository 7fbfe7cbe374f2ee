#include <dlfcn.h>

#include "common/error.h"
#include "common/own_file.h"
#include "query/serve/http.h"

namespace morgue {

std::unique_ptr<HttpServer> http_server() {
  const std::string file = own_file("morgue-http.so");
  // It is never unloaded: the server's code is there.
  void* const module = file.empty() ? nullptr : ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) {
    const char* const why = file.empty() ? nullptr : ::dlerror();
    throw Error(Exit::Usage, "morgue-http.so, which answers browsers, can't be loaded",
                why != nullptr ? why : "it belongs beside morgue, or into ../libexec/morgue");
  }
  using Factory = HttpServer* (*)();
  const auto factory = reinterpret_cast<Factory>(::dlsym(module, "morgue_http_server"));
  if (factory == nullptr)
    throw Error(Exit::Usage, "morgue-http.so is of another version", "install morgue again");
  return std::unique_ptr<HttpServer>(factory());
}

}  // namespace morgue
