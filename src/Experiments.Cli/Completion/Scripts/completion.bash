# Completion of experiments for bash. Made by: experiments completion bash
_experiments() {
  local program=@PROGRAM@ launcher=@LAUNCHER@
  COMPREPLY=()
  # Other projects have one of this name too.
  if [[ ${1##*/} == "${launcher##*/}" && ! ${1/#\~/$HOME} -ef $launcher ]]; then
    return
  fi

  local line=${COMP_LINE:0:COMP_POINT} text detail kept=
  local -a words
  read -ra words <<<"$line"
  if [[ $line == *[[:space:]] ]]; then
    words+=("")
  fi

  # bash replaces what follows the last '=', not the whole word.
  local word=${words[${#words[@]} - 1]}
  if [[ $COMP_WORDBREAKS == *=* && $word == *=* ]]; then
    kept=${word%"${word##*=}"}
  fi

  while IFS=$'\t' read -r text detail; do
    if [[ $text == *= ]]; then
      compopt -o nospace 2>/dev/null
    fi

    COMPREPLY+=("${text#"$kept"}")
  done < <(dotnet "$program" suggest -- "${words[@]:1}" 2>/dev/null)
}
complete -o bashdefault -o default -F _experiments experiments @NAME@
