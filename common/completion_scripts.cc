#include <string>

#include "common/completion.h"

namespace morgue {
namespace {

// The scripts know nothing of verbs, flags and fields: they ask the program. Between @ stands its
// name; a function's name has no hyphen.

constexpr std::string_view kBash =
    R"(# bash completion of @program@; written by: @program@ completion bash
_@function@() {
  local text help
  COMPREPLY=()
  while IFS=$'\t' read -r text help; do
    case $text in
      :files) compopt -o default ;;
      :directories) compopt -o dirnames ;;
      *) COMPREPLY+=("$text") ;;
    esac
  done < <(@program@ __complete bash "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  # A field wants its value next, an option with = as well.
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=] ]]; then compopt -o nospace; fi
}
complete -F _@function@ @program@
)";

constexpr std::string_view kZsh = R"(#compdef @program@
# zsh completion of @program@; written by: @program@ completion zsh
_@function@() {
  local line text
  local -a open open_shown closed closed_shown
  local -i files=0 directories=0
  for line in "${(@f)$(@program@ __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
    text=${line%%$'\t'*}
    case $line in
      '') ;;
      :files) files=1 ;;
      :directories) directories=1 ;;
      *)
        line=${line/$'\t'/  -- }
        if [[ $text == *[:=] ]]; then
          open+=("$text"); open_shown+=("${line%  -- }")
        else
          closed+=("$text"); closed_shown+=("${line%  -- }")
        fi ;;
    esac
  done
  # -U: what is offered need not begin with what was typed; a value gets its quotes.
  (( $#open )) && compadd -U -S '' -l -d open_shown -a -- open
  (( $#closed )) && compadd -U -l -d closed_shown -a -- closed
  (( directories )) && _path_files -/
  (( files )) && _files
  (( $#open + $#closed + files + directories ))
}
if [[ $funcstack[1] == _@function@ ]]; then
  _@function@ "$@"
else
  compdef _@function@ @program@
fi
)";

constexpr std::string_view kFish =
    R"(# fish completion of @program@; written by: @program@ completion fish
function __@function@_complete
    set -l typed (commandline -ct)
    set -l words (commandline -opc)
    set -e words[1]
    for line in (@program@ __complete fish $words "$typed" 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path "$typed"
            case :directories
                __fish_complete_directories "$typed"
            case '*'
                echo $line
        end
    end
end
complete -c @program@ -f -a '(__@function@_complete)'
)";

std::string replaced(std::string text, std::string_view what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

}  // namespace

std::vector<std::string> completion_shells() { return {"bash", "fish", "zsh"}; }

std::string completion_script(std::string_view shell, std::string_view program) {
  std::string function(program);
  for (char& c : function)
    if (c == '-') c = '_';
  const std::string_view script = shell == "bash" ? kBash : shell == "zsh" ? kZsh : kFish;
  return replaced(replaced(std::string(script), "@program@", std::string(program)), "@function@",
                  function);
}

}  // namespace morgue
